/// An entry or an exit of one element, effective or not.
struct AttendanceEvent {
    /// Its place among the operations held.
    let place: Int
    /// Its identity.
    let dot: ModelDot
    /// Its hybrid clock.
    let time: UInt64
    /// Whether it is an entry; else it is an exit.
    let isEntry: Bool
    /// Whether it counts; one that doesn't "still tells what was seen".
    let isEffective: Bool
    /// Whether it names nothing at all.
    let namesNothing: Bool
    /// The places of everything that it names.
    let named: [Int]
}

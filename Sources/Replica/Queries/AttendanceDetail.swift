internal import CRDT

/// One row of attendance: where, when and by whom a person was let in or out.
struct AttendanceDetail: Hashable, Sendable {
    let dot: Dot
    let key: DotKey
    let kind: AttendanceHistory.Event.Kind
    /// The row of the id under which the person was read; not always the canonical one.
    let person: Int64
    let checkpoint: Int64
    /// The author's gate label; 0 = the device's name.
    let gate: UInt64
    /// The author's label for the reason that a supervisor gave; 0 = none.
    let note: UInt64
    let shape: PassageShape
    /// The author's operator label; 0 = unnamed.
    let operatorLabel: UInt64
    let time: HybridTimestamp
    /// The author's own wall clock, milliseconds since 1970.
    let wallMilliseconds: UInt64
    let permission: Permission
    let isRemoved: Bool
    /// What it had seen of its own element, sorted.
    var named: [Dot]

    /// Whether it is permitted and not undone.
    var isEffective: Bool { permission == .permitted && !isRemoved }

    /// The event as a history takes it.
    var event: AttendanceHistory.Event {
        AttendanceHistory.Event(
            dot: dot, kind: kind, time: time, named: named, isEffective: isEffective)
    }
}

/// One operation with everything around it that conclusions depend on.
struct HeldOperation {
    /// Its identity.
    let dot: ModelDot
    /// The ordinal of its delta.
    let ordinal: UInt64
    /// The key of the device whose log it stands in.
    let device: ModelKey
    /// Whether it stands above a parting, that is on a branch.
    let isOnBranch: Bool
    /// Its hybrid clock.
    let time: UInt64
    /// The author's wall clock when it wrote the delta, milliseconds.
    let wallMilliseconds: Int64
    /// The grant that its delta names.
    let credential: ModelDot
    /// What it says.
    let operation: ModelOperation

    /// "The clock of operation i of a delta is the delta's clock advanced by i steps".
    init(_ index: Int, of delta: ModelHistory.Delta, in line: ModelHistory.Line) {
        dot = ModelDot(line.id, delta.firstSequence + UInt64(index))
        ordinal = delta.ordinal
        device = line.device
        isOnBranch = line.parent != nil
        let (sum, overflow) = delta.time.addingReportingOverflow(UInt64(index))
        time = overflow ? Self.timeMaximum : min(sum, Self.timeMaximum)
        let (wall, isWide) = Int64(delta.time >> 16).addingReportingOverflow(
            delta.wallOffsetMilliseconds)
        wallMilliseconds = isWide ? 0 : max(wall, 0)
        credential = delta.credential
        operation = delta.operations[index]
    }

    /// The latest moment of a hybrid clock.
    static let timeMaximum: UInt64 = 1 << 63 - 1

    /// What orders concurrent operations: "(HLC, author, seq)".
    static func isEarlier(_ left: HeldOperation, _ right: HeldOperation) -> Bool {
        (left.time, left.dot) < (right.time, right.dot)
    }
}

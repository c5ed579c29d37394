internal import CRDT

/// One operation of a conflict: codes, dots and label numbers, never a name.
struct ConflictOperation: Hashable, Sendable {
    let dot: Dot
    let kind: Kind
    /// The author's hybrid clock.
    let time: HybridTimestamp
    /// max(time, 1 + max of what it names): orders every list.
    var effectiveTime: HybridTimestamp
    /// The author's own wall clock, milliseconds since 1970.
    let wallMilliseconds: UInt64
    /// The author's gate label; 0 = the device's name.
    var gate: UInt64 = 0
    /// The author's operator label; 0 = unnamed.
    var operatorLabel: UInt64 = 0
    /// The author's label for the reason that a supervisor gave; 0 = none.
    var note: UInt64 = 0
    /// Nil for what didn't happen at a gate.
    var shape: PassageShape?
    /// What it had seen of its own element, sorted.
    var named: [Dot] = []
    /// What a register write wrote.
    var value: [UInt8]?

    /// What the operation did, as far as conflicts tell it.
    enum Kind: Hashable, Sendable {
        case entry
        case exit
        case attempt
        case cancellation
        case write
        case alias
        case witness
        case other
    }
}

extension ConflictOperation {
    /// An entry or exit.
    init(_ detail: AttendanceDetail, effectiveTime: HybridTimestamp?) {
        self.init(
            dot: detail.dot, kind: detail.kind == .entry ? .entry : .exit, time: detail.time,
            effectiveTime: effectiveTime ?? detail.time,
            wallMilliseconds: detail.wallMilliseconds, gate: detail.gate,
            operatorLabel: detail.operatorLabel, note: detail.note, shape: detail.shape,
            named: detail.named)
    }

    /// Any operation with its delta.
    init(_ operation: Operation, in delta: Delta, at index: Int, dot: Dot) {
        let time = delta.time(ofOperationAt: index)
        self.init(
            dot: dot, kind: Kind(operation), time: time, effectiveTime: time,
            wallMilliseconds: delta.wallMilliseconds, operatorLabel: delta.operatorLabel,
            named: operation.observedDots)
        switch operation {
        case .enter(let entry): take(entry.passage)
        case .exit(let exit): take(exit.passage)
        case .attempt(let attempt): take(attempt.passage)
        case .write(let write): value = write.value
        case .enrol, .cancel, .undo, .alias, .relate, .retract, .label, .witness, .resolve,
            .rootGrant, .grant, .revoke, .adopt, .rootRevoke, .unknown:
            break
        }
    }

    private mutating func take(_ passage: Passage) {
        gate = passage.gate
        note = passage.note
        shape = PassageShape(passage)
    }
}

extension ConflictOperation.Kind {
    init(_ operation: Operation) {
        switch operation {
        case .enter: self = .entry
        case .exit: self = .exit
        case .attempt: self = .attempt
        case .cancel: self = .cancellation
        case .write: self = .write
        case .alias: self = .alias
        case .witness: self = .witness
        case .enrol, .undo, .relate, .retract, .label, .resolve, .rootGrant, .grant, .revoke,
            .adopt, .rootRevoke, .unknown:
            self = .other
        }
    }
}

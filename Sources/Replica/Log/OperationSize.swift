internal import CRDT

/// An upper bound on an operation's encoded bytes, cheap enough to ask for each one.
enum OperationSize {
    static let dot = 20
    static let reference = 1 + 16 + dot

    static func upperBound(_ operation: Operation) -> Int {
        let named = (operation.removedDots.count + operation.observedDots.count) * dot + 8
        switch operation {
        case .enrol, .alias, .relate: return named + reference + 40
        case .cancel, .undo, .retract, .resolve: return named + reference + 16
        case .enter, .exit, .attempt: return named + reference + 48
        case .write(let write): return named + reference + 24 + write.value.count
        case .label: return named + 40 + Limits.textBytesMaximum
        case .witness(let witness): return 64 + witness.heard.count * (dot + 16)
        case .rootGrant: return 160 + Limits.textBytesMaximum
        case .grant: return 64 + Limits.textBytesMaximum
        case .revoke(let revocation): return 64 + revocation.bounds.count * 72
        case .adopt: return 96
        case .rootRevoke(let root): return 192 + root.revocation.bounds.count * 72
        case .unknown(_, let body): return body.count + 20
        }
    }
}

/// What the membership says of a whole delta; what an operation is decides the rest.
public enum DeltaJudgement: Hashable, Sendable {
    /// No grant is in force, for this reason.
    case without(Permission)
    /// A grant of this role is in force. Where it is held, the delta stands on a branch of a log that
    /// was continued differently, and nobody adopted it.
    case under(Role, isHeld: Bool)

    /// Whether an operation of the delta has effect.
    public func permission(of operation: Operation) -> Permission {
        if case .unknown = operation { return .unknownKind }
        switch self {
        case .without(let reason): return reason
        case .under(let role, let isHeld):
            guard role.permits(operation) else { return .notPermitted }
            return isHeld && !operation.countsOnEveryBranch ? .forked : .permitted
        }
    }
}

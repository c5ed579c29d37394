/// What a device may do; "a device grants and revokes strictly lower ranks only".
package enum ModelRole: UInt8, Hashable, Sendable, CaseIterable {
    case authority = 0
    case coordinator = 1
    case organiser = 2
    case station = 3
    case observer = 4

    /// The recovery key's rank: above every role.
    package static let recoveryRank = 4

    /// "Authority 3, coordinator 2, organiser 1, station and observer 0".
    package var rank: Int {
        switch self {
        case .authority: 3
        case .coordinator: 2
        case .organiser: 1
        case .station, .observer: 0
        }
    }

    /// The table of who may write what.
    package func permits(_ operation: ModelOperation) -> Bool {
        switch operation {
        // label, witness: everybody
        case .label, .witness: true
        // enrol, cancel, enter, exit, undo, attempt, alias, retract, resolve: all but observers
        case .enrol, .cancel, .enter, .exit, .undo, .attempt, .alias, .retract, .resolve:
            self != .observer
        // write to the space or a checkpoint, write of a person's `blocked`: organiser and above;
        // write to a person: all but observers
        case .write(let entity, let field, _, _):
            if case .person = entity, field != ModelField.blocked {
                self != .observer
            } else {
                rank >= ModelRole.organiser.rank
            }
        // relate, revoke, adopt: organiser and above
        case .relate, .revoke, .adopt: rank >= ModelRole.organiser.rank
        // grant: whoever has a rank above that of the role granted
        case .grant(_, let role): rank > role.rank
        // rootGrant: authority
        case .rootGrant: self == .authority
        // Only the recovery key's signature decides about it; an unknown kind is nobody's.
        case .rootRevoke, .unknown: false
        }
    }
}

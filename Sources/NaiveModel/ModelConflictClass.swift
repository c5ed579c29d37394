/// What may be noticed in the operations held, with the numbers of the format.
package enum ModelConflictClass: UInt8, Hashable, Sendable, CaseIterable {
    case duplicateSeen = 0
    case doubleAdmission = 1
    case override = 2
    case replaySameDevice = 3
    case cancelledButPresent = 4
    case revokedAfterAdmission = 5
    case overCapacity = 6
    case fieldConflict = 7
    case identityCandidate = 8
    case reentryUnconfirmed = 9
    case clockSuspect = 10
    case forkedAuthor = 11
    case quarantined = 12

    /// "A notice informs: a gate did what it should, or a supervisor decided".
    ///
    /// "It is never open."
    package var isNotice: Bool {
        switch self {
        case .duplicateSeen, .override, .replaySameDevice, .reentryUnconfirmed: true
        case .doubleAdmission, .cancelledButPresent, .revokedAfterAdmission, .overCapacity,
            .fieldConflict, .identityCandidate, .clockSuspect, .forkedAuthor, .quarantined:
            false
        }
    }

    /// The word that programs see.
    package var word: String {
        switch self {
        case .duplicateSeen: "duplicate_seen"
        case .doubleAdmission: "double_admission"
        case .override: "override"
        case .replaySameDevice: "replay_same_device"
        case .cancelledButPresent: "cancelled_but_present"
        case .revokedAfterAdmission: "revoked_after_admission"
        case .overCapacity: "over_capacity"
        case .fieldConflict: "field_conflict"
        case .identityCandidate: "identity_candidate"
        case .reentryUnconfirmed: "reentry_unconfirmed"
        case .clockSuspect: "clock_suspect"
        case .forkedAuthor: "forked_author"
        case .quarantined: "quarantined"
        }
    }
}

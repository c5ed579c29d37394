/// What may be noticed in the operations held; numbers are part of the format.
public enum ConflictClass: UInt8, Hashable, Sendable, CaseIterable {
    /// A scan was refused: this gate knew.
    case duplicateSeen = 0
    /// Two gates admitted one ticket, neither knowing of the other.
    case doubleAdmission = 1
    /// A supervisor forced what the gate refused.
    case override = 2
    /// One device read the same ticket again.
    case replaySameDevice = 3
    /// Somebody is inside whose enrolment is cancelled.
    case cancelledButPresent = 4
    /// Admitted by a device that is revoked.
    case revokedAfterAdmission = 5
    /// More walk-ins than the devices held rights for.
    case overCapacity = 6
    /// Two people wrote one field without knowing of each other.
    case fieldConflict = 7
    /// Two ids may be one person.
    case identityCandidate = 8
    /// Came in again at another gate that had not heard of the exit.
    case reentryUnconfirmed = 9
    /// A device's clock disagrees with the others.
    case clockSuspect = 10
    /// A log was continued twice: the folder was cloned or restored.
    case forkedAuthor = 11
    /// Authentic operations without permission, or of an unknown kind.
    case quarantined = 12

    /// The word that programs see.
    public var word: String {
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

    /// Whether it only informs: a notice is never open, a conflict is until resolved.
    public var isNotice: Bool {
        switch self {
        case .duplicateSeen, .override, .replaySameDevice, .reentryUnconfirmed: true
        case .doubleAdmission, .cancelledButPresent, .revokedAfterAdmission, .overCapacity,
            .fieldConflict, .identityCandidate, .clockSuspect, .forkedAuthor, .quarantined:
            false
        }
    }
}

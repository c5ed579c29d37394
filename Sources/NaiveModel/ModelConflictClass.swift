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
}

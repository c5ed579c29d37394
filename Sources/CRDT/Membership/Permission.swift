/// Whether an operation has effect; numbers are part of the fingerprint.
public enum Permission: UInt8, Hashable, Sendable, CaseIterable {
    /// It has.
    case permitted = 0
    /// The grant that the delta claims is not known, not valid, or another device's.
    case unknownCredential = 1
    /// The role does not permit operations of this kind.
    case notPermitted = 2
    /// The device is revoked, and this lies beyond the bound.
    case revoked = 3
    /// Of a kind that this version doesn't know.
    case unknownKind = 4
    /// On a branch of a forked log, and not attendance: held for a person to decide.
    case forked = 5

    /// The word that programs and people see.
    public var word: String {
        switch self {
        case .permitted: "permitted"
        case .unknownCredential: "unknown_credential"
        case .notPermitted: "not_permitted"
        case .revoked: "revoked"
        case .unknownKind: "unknown_kind"
        case .forked: "forked"
        }
    }
}

/// Whether an operation may have effect; the words are those of the log format's section 8.
package enum ModelPermission: UInt8, Hashable, Sendable, CaseIterable {
    case permitted
    case unknownCredential
    case notPermitted
    case revoked
    case unknownKind
    case forked
}

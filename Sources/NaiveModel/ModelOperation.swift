/// What an operation says, as far as anything is concluded from it.
package enum ModelOperation: Hashable, Sendable {
    case enrol(person: ModelID, observed: [ModelDot])
    case cancel(person: ModelPersonReference, removes: [ModelDot])
    case enter(person: ModelPersonReference, passage: ModelPassage, observed: [ModelDot])
    case exit(person: ModelPersonReference, passage: ModelPassage, closes: [ModelDot])
    case undo(removes: [ModelDot])
    /// A refused scan; nil = a code that nobody has.
    case attempt(subject: ModelPersonReference?, passage: ModelPassage, names: [ModelDot])
    case write(entity: ModelEntity, field: UInt8, value: [UInt8], overwrites: [ModelDot])
    case alias(person: ModelPersonReference, kind: ModelAliasKind, tag: ModelID)
    case relate(ModelRelation, ModelID, ModelID)
    case retract(removes: [ModelDot])
    case label
    case witness(heard: [ModelDot])
    case resolve(ModelDecision, of: ModelConflictClass, covers: [ModelDot])
    /// Genuine = its recovery key hashes to the space, and its signature verifies.
    case rootGrant(device: ModelKey, isGenuine: Bool)
    /// The recovery key's revocation of any device.
    case rootRevoke(device: ModelKey, bounds: [ModelPosition?], isGenuine: Bool)
    case grant(device: ModelKey, role: ModelRole)
    case revoke(device: ModelKey, bounds: [ModelPosition?])
    case adopt(firstOrdinal: UInt64, last: ModelPosition?)
    /// A kind that this version doesn't know.
    case unknown
}

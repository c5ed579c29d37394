/// One register: a field of the space, of a checkpoint or of a person.
package struct ModelRegisterKey: Hashable, Sendable {
    /// Whose field it is; a person under the id that the writes say, not the canonical one.
    package let entity: Entity
    /// The field's number in the format.
    package let field: UInt8

    /// Whose field a register is.
    package enum Entity: Hashable, Sendable {
        case space
        case checkpoint(ModelID)
        case person(ModelID)
    }

    /// The register `field` of `entity`.
    package init(_ entity: Entity, _ field: UInt8) {
        self.entity = entity
        self.field = field
    }
}

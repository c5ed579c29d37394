/// Whose register a write is about.
package enum ModelEntity: Hashable, Sendable {
    case space
    case checkpoint(ModelID)
    case person(ModelPersonReference)
}

/// The element of the set that says who is whom: an alias or a relation.
public enum IdentityClaim: Hashable, Sendable {
    /// A person is known by an identifier.
    case alias(IdentityComponents.KnownAlias)
    /// Two ids are one person, or are not.
    case relation(Relation)
}

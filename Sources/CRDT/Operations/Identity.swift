/// Says that a person is known by an identifier, of which only the keyed hash is in the log.
public struct Alias: Hashable, Sendable {
    /// Who.
    public var person: PersonReference
    /// Of which kind the identifier is.
    public var kind: Kind
    /// Its keyed hash.
    public var tag: Tag128

    /// The kinds of identifiers; numbers are part of the format.
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        /// The Brazilian taxpayer number: whoever shares it is one person.
        case cpf = 0
        /// An e-mail address: whoever shares it is a candidate for being one person.
        case email = 1
        /// A ticket's code.
        case ticket = 2
    }

    /// Says that `person` has `tag`.
    public init(person: PersonReference, kind: Kind, tag: Tag128) {
        self.person = person
        self.kind = kind
        self.tag = tag
    }
}

/// Says that two ids are one person, or that they are not.
public struct Relation: Hashable, Sendable {
    /// What is said.
    public var kind: Kind
    /// The smaller id.
    public var first: PersonID
    /// The larger id.
    public var second: PersonID

    /// The two statements there are.
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        /// One person.
        case same = 0
        /// Two people, whatever else says otherwise.
        case distinct = 1
    }

    /// Relates two ids; they are kept in order.
    public init(_ kind: Kind, _ one: PersonID, _ other: PersonID) {
        self.kind = kind
        first = min(one, other)
        second = max(one, other)
    }
}

/// Takes back aliases or relations: removes exactly the ones that it names.
public struct Retraction: Hashable, Sendable {
    /// The operations removed, sorted, at least one.
    public var removes: [Dot]

    /// Removes the named aliases or relations.
    public init(removes: [Dot]) { self.removes = removes }
}

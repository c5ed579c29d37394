internal import CRDT

/// Whom a text means.
struct PersonResolution: Hashable {
    /// The rows of the canonical ids of all who fit; at most ``Queries/peopleFoundMaximum``.
    var people: [Int64]
    /// Whether the text is a ticket's code, or nobody's anything.
    var isByCode: Bool
    /// The text's tag as a ticket: what is kept of a code that nobody here has.
    var code: Tag128

    /// How many fit.
    var count: Int { people.count }

    /// The one who fits; nil for nobody or several.
    var only: Int64? { people.count == 1 ? people[0] : nil }
}

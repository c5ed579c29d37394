/// What a replica has of what was asked; entries that the credit didn't reach are left out.
package struct RunAnswer: Hashable, Sendable {
    /// The request's number.
    package var id: UInt64
    /// In the order of the request's entries.
    package var items: [Item]

    /// What became of one entry.
    package struct Item: Hashable, Sendable {
        /// Its place in the request.
        package var entry: UInt64
        /// What there is.
        package var content: Content

        /// An answer to one entry.
        package init(entry: UInt64, content: Content) {
            self.entry = entry
            self.content = content
        }
    }

    /// What there is of a log.
    package enum Content: Hashable, Sendable {
        /// A packed run.
        case run([UInt8])
        /// Nothing after that place.
        case upToDate
        /// No such log or branch.
        case unknown
    }

    /// An answer.
    package init(id: UInt64, items: [Item]) {
        self.id = id
        self.items = items
    }
}

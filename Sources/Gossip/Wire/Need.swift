package import CRDT

/// A request for runs, with the credit in bytes that its one answer may use.
package struct Need: Hashable, Sendable {
    /// Numbers the requests of one side, from 1.
    package var id: UInt64
    /// How many bytes of runs the answer may hold.
    package var creditBytes: UInt64
    /// What is asked for, most important first.
    package var entries: [Entry]

    /// The log that is asked for, and where the asking replica stands in it.
    package struct Entry: Hashable, Sendable {
        /// A branch as the answering replica names it.
        package var key: LogKey
        /// Where the run may begin: the first that the answering log contains, or 0 without any.
        package var positions: [Position]

        /// Asks for a log after one of the positions.
        package init(key: LogKey, positions: [Position]) {
            self.key = key
            self.positions = positions
        }
    }

    /// A place in a log.
    package struct Position: Hashable, Sendable {
        /// The last delta that the asking replica has.
        package var ordinal: UInt64
        /// The chain's hash there; nil to go on in what was sent before.
        package var hash: Hash256?

        /// A place.
        package init(ordinal: UInt64, hash: Hash256?) {
            self.ordinal = ordinal
            self.hash = hash
        }
    }

    /// A request.
    package init(id: UInt64, creditBytes: UInt64, entries: [Entry]) {
        self.id = id
        self.creditBytes = creditBytes
        self.entries = entries
    }
}

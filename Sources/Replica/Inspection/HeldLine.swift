package import CRDT

/// One line of the log as it is held: a log up to where it parts, or a branch of one.
///
/// What a checker needs to work out a state by itself, without the derived tables.
package struct HeldLine: Hashable, Sendable {
    /// The line's own id.
    package var id: AuthorID
    /// The line that it parts from; nil for a log.
    package var parent: AuthorID?
    /// The log that it belongs to, whose device signs it.
    package var root: AuthorID
    /// Who signs it.
    package var device: DeviceKey
    /// Its deltas, in order.
    package var deltas: [Delta]
    /// The chain's hash after each of ``deltas``.
    package var hashes: [Hash256]

    /// The line's end; nil for an empty one.
    package var position: LogPosition? {
        guard let last = deltas.last, let hash = hashes.last else { return nil }
        return LogPosition(author: root, ordinal: last.ordinal, hash: hash)
    }
}

extension Replica {
    /// Every line held, with all its deltas, sorted by id.
    package func heldLines() throws -> [HeldLine] {
        try read { queries in
            try queries.log.authors().map { author in
                guard let introduction = author.introduction else {
                    throw ReplicaError(
                        .damaged, "Log \(author.id) has no introduction. Run: nexstage-peer verify")
                }
                var line = HeldLine(
                    id: author.id,
                    parent: try author.parent.map { try queries.interner.author($0) },
                    root: author.signer, device: introduction.device, deltas: [], hashes: [])
                var hash: Hash256?
                try queries.log.forEachDelta(of: author.row) { signed in
                    let before =
                        try hash
                        ?? queries.log.chainHash(
                            of: author, at: signed.delta.ordinal - 1, space: space)
                    guard let before else { return }
                    let after = LogHash.chain(before, signed.bytes)
                    hash = after
                    line.deltas.append(signed.delta)
                    line.hashes.append(after)
                }
                return line
            }.sorted { $0.id < $1.id }
        }
    }

    /// The operation at a dot; nil where it isn't held.
    package func operation(at dot: Dot) throws -> CRDT.Operation? {
        try read { queries in
            try queries.interner.existingKey(dot).flatMap {
                try queries.log.operation(at: $0)?.operation
            }
        }
    }

    /// How far every line is held, as one snapshot: cheap, and equal where the same is held.
    package func heldVector() throws -> VersionVector {
        try read { queries in try queries.heldVector() }
    }
}

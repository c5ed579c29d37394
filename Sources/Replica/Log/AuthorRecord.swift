internal import CRDT

/// What is known of one log, or of one branch of a log that was continued differently.
struct AuthorRecord: Hashable {
    let row: Int64
    let id: AuthorID
    /// Of a branch: the row of the line that it parts from.
    let parent: Int64?
    /// The row of the log that this is a line of; nil while the log has not parted.
    let root: Int64?
    /// The id under which the device signs: of a branch, that of its log.
    let signer: AuthorID
    /// Of a branch: where it begins.
    let start: Start?
    /// Of a branch: the chain's hash after its first own delta.
    let branch: Hash256?
    /// Nil while nothing of the log is held.
    let introduction: Delta.Introduction?
    let ordinal: UInt64
    let sequence: UInt64
    /// The chain's hash at the head; nil while nothing of the log is held.
    let hash: Hash256?
    let time: HybridTimestamp

    /// The first delta of a branch, and its first operation.
    struct Start: Hashable {
        let ordinal: UInt64
        let sequence: UInt64
    }

    /// Whether the log goes on in several ways, as far as is known here.
    var hasParted: Bool { root != nil }

    /// The line as a part of its log's tree.
    func line(parent: AuthorID?) -> LogTree.Line {
        LogTree.Line(
            id: id, parent: parent, branch: branch,
            ordinals: (start?.ordinal ?? 1, ordinal), sequences: (start?.sequence ?? 1, sequence))
    }

    /// The head, as peers are told of it.
    var head: LogHead? {
        guard let hash, ordinal > 0 else { return nil }
        return LogHead(
            author: signer, branch: branch, ordinal: ordinal, sequence: sequence, hash: hash)
    }
}

package import CRDT

/// Names one log, or one branch of a log that was continued twice.
package struct LogKey: Hashable, Comparable, Sendable {
    /// Whose log.
    package var author: AuthorID
    /// Nil for the main branch of the replica that speaks; else as ``LogHead/branch``.
    package var branch: Hash256?

    /// Names a branch of a log.
    package init(author: AuthorID, branch: Hash256? = nil) {
        self.author = author
        self.branch = branch
    }

    /// Orders by author, main branch first, then branch.
    package static func < (left: LogKey, right: LogKey) -> Bool {
        if left.author != right.author { return left.author < right.author }
        switch (left.branch, right.branch) {
        case (nil, nil), (.some, nil): return false
        case (nil, .some): return true
        case (.some(let one), .some(let other)): return one < other
        }
    }
}

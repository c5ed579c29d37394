extension LogTree {
    /// Where a run belongs.
    public enum Placement: Hashable, Sendable {
        /// All of it is held; it ends on that line.
        case held(AuthorID)
        /// From the delta at the index on it goes on at the end of a line that nothing parts from.
        case append(AuthorID, from: Int)
        /// From the delta at the index on it is a new branch, which parts from the line after an
        /// ordinal; what the line holds beyond that becomes a branch too.
        case part(AuthorID, after: UInt64, from: Int)
    }

    /// Walks a run along the tree.
    ///
    /// - Parameters:
    ///   - hashes: the chain's hash after each delta of the run.
    ///   - line: the line that holds the place where the run begins.
    ///   - ordinal: the delta before the run; 0 for the beginning of the log.
    ///   - held: the chain's hashes of a line at ordinals that it holds.
    public func place<Failure: Error>(
        _ hashes: [Hash256], on line: AuthorID, after ordinal: UInt64,
        held: (AuthorID, ClosedRange<UInt64>) throws(Failure) -> [Hash256]
    ) throws(Failure) -> Placement {
        var current = line
        var ordinal = ordinal
        var index = 0
        while index < hashes.count, let line = self.line(current) {
            if ordinal < line.lastOrdinal {
                let count = min(UInt64(hashes.count - index), line.lastOrdinal - ordinal)
                let known = try held(current, ordinal + 1...ordinal + count)
                let common = zip(known, hashes[index...]).prefix { $0 == $1 }.count
                index += common
                ordinal += UInt64(common)
                if common < known.count { return .part(current, after: ordinal, from: index) }
                guard !known.isEmpty else { return .held(current) }
                continue
            }
            let children = children(of: current)
            if children.isEmpty { return .append(current, from: index) }
            guard let child = children.first(where: { $0.branch == hashes[index] }) else {
                return .part(current, after: ordinal, from: index)
            }
            current = child.id
            ordinal += 1
            index += 1
        }
        return .held(current)
    }
}

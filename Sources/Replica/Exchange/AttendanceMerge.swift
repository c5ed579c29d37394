internal import CRDT
internal import SQLite

/// All rows of attendance by (time, author, sequence), without sorting them in memory.
///
/// Each log is in the order of its times already: the logs are merged, a page of each at a time.
struct AttendanceMerge {
    /// How many rows of a log are read at once.
    private static let pageRows: Int64 = 128

    private let queries: Queries
    private var streams: [Stream] = []

    /// What is left of one log.
    private struct Stream {
        let author: AuthorID
        /// The last key that was read, and the last of the log.
        var position: Int64
        let end: Int64
        /// Rows read, the next one last.
        var page: [AttendanceDetail] = []

        /// Whether this one's next row comes before the other's.
        func precedes(_ other: Stream) -> Bool {
            guard let mine = page.last, let theirs = other.page.last else { return false }
            return (mine.time, author, mine.key) < (theirs.time, other.author, theirs.key)
        }
    }

    init(_ queries: Queries) throws {
        self.queries = queries
        for author in try queries.log.authors() {
            let range = DotKey.sequenceRange(ofAuthor: author.row)
            var stream = Stream(
                author: author.id, position: range.lowerBound, end: range.upperBound)
            try fill(&stream)
            if !stream.page.isEmpty { push(stream) }
        }
    }

    /// The next row; nil at the end.
    mutating func next() throws -> AttendanceDetail? {
        guard !streams.isEmpty, let detail = streams[0].page.popLast() else { return nil }
        if streams[0].page.isEmpty { try fill(&streams[0]) }
        if streams[0].page.isEmpty {
            streams.swapAt(0, streams.count - 1)
            streams.removeLast()
        }
        sink()
        return detail
    }

    private func fill(_ stream: inout Stream) throws {
        var details: [AttendanceDetail] = []
        try queries.database.prepare(
            """
            \(Queries.attendanceSQL) WHERE a.dot IN
                (SELECT dot FROM attendance WHERE dot > ? AND dot <= ? ORDER BY dot LIMIT ?)
            ORDER BY a.dot
            """
        ).forEach(.integer(stream.position), .integer(stream.end), .integer(Self.pageRows)) { row in
            try queries.append(row, to: &details)
        }
        if let last = details.last { stream.position = last.key.rawValue }
        stream.page = details.reversed()
    }

    // MARK: - A binary heap: the stream whose row comes first stands first.

    private mutating func push(_ stream: Stream) {
        streams.append(stream)
        var child = streams.count - 1
        while child > 0, streams[child].precedes(streams[(child - 1) / 2]) {
            streams.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var first = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < streams.count && streams[child].precedes(streams[first]) {
                first = child
            }
            guard first != parent else { return }
            streams.swapAt(parent, first)
            parent = first
        }
    }
}

/// The shape of one author's log: a single line, or a tree where it was continued differently.
///
/// A log that goes on in two ways *parts*: the line that held the place ends there, and every
/// continuation is a line of its own, which may part again. A line's id follows from the log's id
/// and the chain's hash after its first delta alone, so the tree is a pure function of the deltas
/// held, whatever the order in which they came.
public struct LogTree: Hashable, Sendable {
    /// The log's own line, then the branches in the order of their ids.
    public let lines: [Line]
    private let places: [AuthorID: Int]
    private let childPlaces: [AuthorID: [Int]]

    /// A stretch of the log without a parting inside.
    public struct Line: Hashable, Sendable {
        /// The log's id for its own line; else the branch's.
        public var id: AuthorID
        /// The line that this one parts from; nil for the log's own.
        public var parent: AuthorID?
        /// The chain's hash after the first delta of a branch; nil for the log's own line.
        public var branch: Hash256?
        /// The ordinals that the line holds itself; `lastOrdinal` is `firstOrdinal` − 1 where a log
        /// parts before its first delta.
        public var firstOrdinal: UInt64
        /// See ``firstOrdinal``.
        public var lastOrdinal: UInt64
        /// The sequence numbers that the line holds itself.
        public var firstSequence: UInt64
        /// See ``firstSequence``.
        public var lastSequence: UInt64

        /// A line.
        public init(
            id: AuthorID, parent: AuthorID?, branch: Hash256?, ordinals: (UInt64, UInt64),
            sequences: (UInt64, UInt64)
        ) {
            self.id = id
            self.parent = parent
            self.branch = branch
            (firstOrdinal, lastOrdinal) = ordinals
            (firstSequence, lastSequence) = sequences
        }

        /// Whether an operation stands on this very line.
        public func holds(sequence: UInt64) -> Bool {
            sequence >= firstSequence && sequence <= lastSequence
        }
    }

    /// A tree of the given lines, one of which has no parent.
    public init(lines: [Line]) {
        let lines = lines.sorted { one, other in
            if (one.parent == nil) != (other.parent == nil) { return one.parent == nil }
            return one.id < other.id
        }
        self.lines = lines
        var places: [AuthorID: Int] = [:]
        var children: [AuthorID: [Int]] = [:]
        for (place, line) in lines.enumerated() {
            places[line.id] = place
            if let parent = line.parent { children[parent, default: []].append(place) }
        }
        self.places = places
        childPlaces = children
    }

    /// A line by its id.
    public func line(_ id: AuthorID) -> Line? { places[id].map { lines[$0] } }

    /// The lines that part from the end of a line, in the order of their ids.
    public func children(of id: AuthorID) -> [Line] { (childPlaces[id] ?? []).map { lines[$0] } }

    /// The lines that lead to a line, from the log's own down to the line itself.
    public func path(to id: AuthorID) -> [AuthorID] {
        var path: [AuthorID] = []
        var next: AuthorID? = id
        while let id = next, let line = line(id), path.count < lines.count {
            path.append(id)
            next = line.parent
        }
        return path.reversed()
    }

    /// The lines below a line, however deep, in the order of their ids.
    public func descendants(of id: AuthorID) -> [Line] {
        var found: Set<Int> = []
        var queue = childPlaces[id] ?? []
        while let place = queue.popLast() {
            guard found.insert(place).inserted else { continue }
            queue += childPlaces[lines[place].id] ?? []
        }
        return found.sorted().map { lines[$0] }
    }
}

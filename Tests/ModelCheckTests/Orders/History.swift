import CRDT

/// A small history: deltas of one operation each, by devices that each write one log.
///
/// A delta follows another one of its log, normally the newest; where two follow the same one, the
/// log parts. A set of deltas is a mask over their numbers, and may be held by a replica if it has
/// with each delta the one that it follows.
struct History {
    /// One delta and where it stands.
    struct Item {
        var device: Int
        /// The item that it follows; nil for what the cast had written before.
        var parent: Int?
        var delta: Delta
        /// `h` after it.
        var hash: Hash256
        /// Packed and signed, for real replicas only.
        var run: [UInt8] = []

        var operation: Operation? { delta.operations.first }
    }

    let cast: Cast
    private(set) var items: [Item] = []
    private var tips: [Int: Int] = [:]
    private var writers: [Int: LogWriter] = [:]

    init(_ cast: Cast) { self.cast = cast }

    /// The author id under which an item's device signs.
    func author(_ index: Int) -> AuthorID { cast.members[items[index].device].author }

    func device(_ index: Int) -> DeviceKey { cast.members[items[index].device].device }

    /// The name of an item as its own log and whoever knows one branch only say it.
    func dot(_ index: Int) -> Dot { Dot(author(index), items[index].delta.firstSequence) }

    func position(_ index: Int) -> LogPosition {
        LogPosition(
            author: author(index), ordinal: items[index].delta.ordinal, hash: items[index].hash)
    }

    /// The newest item of a device's log; nil where it has only what the cast had written.
    func tip(of device: Int) -> Int? { tips[device] }

    /// The id of the branch that begins with an item.
    func branch(at index: Int) -> AuthorID { cast.branch(author(index), items[index].hash) }

    /// Appends an operation to a device's log.
    ///
    /// - Parameters:
    ///   - parent: what it follows, where that isn't the newest delta of the log.
    ///   - credential: the grant that it claims; the device's own where none is given.
    @discardableResult
    mutating func append(
        _ device: Int, _ operation: Operation, after parent: Int?? = .none,
        credential: Dot? = nil
    ) -> Int {
        let member = cast.members[device]
        let follows = parent ?? tips[device]
        var writer = follows.flatMap { writers[$0] } ?? LogWriter(member.start)
        let ordinal = writer.ordinal + 1
        let delta = Delta(
            ordinal: ordinal, firstSequence: writer.sequence + 1,
            introduction: ordinal == 1 ? member.introduction : nil,
            time: HybridTimestamp(milliseconds: 1_795_000_000_000 + UInt64(items.count) * 1000),
            credential: credential ?? member.credential, operations: [operation])
        var item = Item(
            device: device, parent: follows, delta: delta,
            hash: Hash256(words: (UInt64(items.count) + 1, 0, 0, 0)))
        writer.take(&item, member, cast)
        items.append(item)
        tips[device] = items.count - 1
        writers[items.count - 1] = writer
        return items.count - 1
    }

    // MARK: - Sets

    /// Whether a set may be held: nothing without what it follows.
    func isHoldable(_ set: Int) -> Bool {
        items.indices.allSatisfy { index in
            guard set & 1 << index != 0, let parent = items[index].parent else { return true }
            return set & 1 << parent != 0
        }
    }

    /// Whether an item is another one or comes before it in its log.
    func isAtOrBefore(_ one: Int, _ other: Int) -> Bool {
        var at: Int? = other
        while let index = at {
            if index == one { return true }
            at = items[index].parent
        }
        return false
    }

    /// Whether a log parts, in a set, below an item.
    func isAboveParting(_ index: Int, in set: Int) -> Bool {
        var at: Int? = index
        while let here = at {
            if isContinuedOtherwise(here, in: set) { return true }
            at = items[here].parent
        }
        return false
    }

    /// The items of a set in order, for messages.
    func story(_ set: Int) -> String {
        items.indices.filter { set & 1 << $0 != 0 }.map { index in
            let parent = items[index].parent.map { "after \($0)" } ?? "first"
            let what = items[index].operation.map { "\($0)" } ?? ""
            return "\n  \(index): \(cast.members[items[index].device].name), \(parent): \(what)"
        }.joined()
    }
}

import CRDT
import Gossip

/// Many replicas on one network, from event to event: engines tick only when they ask to.
struct Mesh {
    /// What is to happen.
    enum Step {
        case tick(node: Int)
        case answer(node: Int, StoreTicket, StoreQuestion)
        case arrive(link: Int, end: Int, [UInt8])
        case wrote(link: Int, end: Int, Int)
        case closed(link: Int, end: Int)
        case refused(node: Int, LinkID)
    }

    struct Node {
        var engine: Engine
        let store: MemoryStore
        let author: AuthorID
        var places: [LinkID: (link: Int, end: Int)] = [:]
        var tickAt = UInt64.max
        var accepted: UInt64 = 0
        var tally = MeshTally()
        var isStopped = false
    }

    struct Link {
        let nodes: [Int]
        let ids: [LinkID]
        var lastAt: [UInt64] = [0, 0]
        var isOpen = true
    }

    var nodes: [Node] = []
    var links: [Link] = []
    var steps = StepQueue<Step>()
    var milliseconds: UInt64 = 1_000
    var generator: SeededGenerator
    /// The share of frames that are lost.
    var dropRate = 0.0
    /// Whether two nodes can reach each other.
    var isReachable: (Int, Int) -> Bool = { _, _ in true }
    var delay: ClosedRange<UInt64> = 1...5
    /// When each delta was appended, and when it had come to how many nodes after how long.
    var appendedAt: [Dot: UInt64] = [:]
    var latencies: [UInt64] = []

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    var now: Moment {
        Moment(milliseconds: milliseconds, wallMilliseconds: 1_700_000_000_000 + milliseconds)
    }

    /// Adds nodes that know the addresses with the given numbers.
    mutating func add(_ count: Int, store base: MemoryStore, addresses: (Int) -> [Int]) {
        for index in nodes.count..<nodes.count + count {
            let number = UInt64(index + 1)
            let store = MemoryStore()
            let state = base.read { $0 }
            store.change { $0 = state }
            let configuration = EngineConfiguration(
                identity: PeerIdentity(
                    device: TestHash.device(number),
                    instance: Tag128(high: generator.next(), low: number), name: "\(index)"),
                space: Simulation.space,
                addresses: addresses(index).map { PeerAddress(host: "node", port: UInt16($0)) },
                seed: generator.next(), hash: TestHash.hash)
            nodes.append(
                Node(
                    engine: Engine(configuration: configuration, now: now), store: store,
                    author: TestHash.author(number)))
        }
        for index in nodes.count - count..<nodes.count {
            pass(.start, to: index)
            steps.add(.tick(node: index), at: milliseconds)
            nodes[index].tickAt = milliseconds
        }
    }

    /// A store with a log of each of so many nodes.
    static func base(_ count: Int) throws -> MemoryStore {
        let store = MemoryStore()
        for number in 1...UInt64(count) { try store.append(TestHash.author(number)) }
        return store
    }

    /// Appends to a node's own log and tells its engine.
    mutating func append(_ node: Int) throws {
        let author = nodes[node].author
        try nodes[node].store.append(author)
        let ordinal = nodes[node].store.read { $0.logs[author]?.branches[0].count ?? 0 }
        appendedAt[Dot(author, UInt64(ordinal))] = milliseconds
        pass(.localChange, to: node)
    }

    mutating func run(for duration: UInt64) {
        let end = milliseconds + duration
        while let time = steps.nextTime, time <= end, let (_, step) = steps.next() {
            milliseconds = max(milliseconds, time)
            perform(step)
        }
        milliseconds = end
    }

    /// Runs until all nodes hold the same; false if they don't within the limit.
    mutating func runUntilEqual(atMost duration: UInt64) -> Bool {
        let end = milliseconds + duration
        while milliseconds < end {
            if areEqual { return true }
            run(for: 20)
        }
        return areEqual
    }

    var areEqual: Bool {
        let running = nodes.filter { !$0.isStopped }
        let counts = running.map { $0.store.operationCount }
        guard Set(counts).count <= 1 else { return false }
        let first = running.first?.store.contents
        return running.allSatisfy { $0.store.contents == first }
    }

    var tally: MeshTally { nodes.reduce(MeshTally()) { $0 + $1.tally } }

    mutating func clearTally() {
        for index in nodes.indices { nodes[index].tally = MeshTally() }
        latencies = []
    }
}

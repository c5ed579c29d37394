import CRDT
import Gossip

/// Nodes and links in one thread, from one seed.
struct Simulation {
    static let space = SpaceID(words: (7, 7, 7, 7))
    static let tickMilliseconds: UInt64 = 10

    var nodes: [SimulatedNode] = []
    var links: [SimulatedLink] = []
    var milliseconds: UInt64 = 1_000
    var generator: SeededGenerator
    /// Shares of frames that are lost, doubled, and held back.
    var dropRate = 0.0
    var duplicateRate = 0.0
    var reorderRate = 0.0
    var delayMaximum: UInt64 = 20
    /// Bytes a millisecond towards a node; nil = unlimited.
    var rates: [Int: Int] = [:]
    /// Whether two nodes can reach each other.
    var isReachable: (Int, Int) -> Bool = { _, _ in true }

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    func moment(_ node: Int) -> Moment {
        let wall = Int64(1_700_000_000_000) + Int64(milliseconds) + nodes[node].wallOffset
        return Moment(milliseconds: milliseconds, wallMilliseconds: UInt64(wall))
    }

    /// Adds a node that dials the nodes with the given numbers.
    @discardableResult
    mutating func add(
        dials: [Int] = [], space: SpaceID = Self.space, device: UInt64? = nil,
        store: MemoryStore = MemoryStore()
    ) -> Int {
        let index = nodes.count
        let number = UInt64(index + 1)
        let peer = PeerIdentity(
            device: TestHash.device(device ?? number),
            instance: Tag128(high: generator.next(), low: number), name: "node \(index)")
        let configuration = EngineConfiguration(
            identity: peer, space: space,
            addresses: dials.map { PeerAddress(host: "node", port: UInt16($0)) },
            seed: number, hash: TestHash.hash)
        let now = Moment(milliseconds: milliseconds, wallMilliseconds: 0)
        nodes.append(
            SimulatedNode(
                engine: Engine(configuration: configuration, now: now), store: store,
                address: PeerAddress(host: "node", port: UInt16(index)),
                author: TestHash.author(number), peer: peer))
        pass(.start, to: index)
        return index
    }

    /// Appends to a node's own log and tells its engine.
    mutating func append(_ node: Int, label: String = "gate", times: Int = 1) throws {
        try nodes[node].store.append(nodes[node].author, label: label, times: times)
        pass(.localChange, to: node)
    }

    mutating func pass(_ event: EngineEvent, to node: Int) {
        guard !nodes[node].isStopped else { return }
        let actions = nodes[node].engine.receive(event, now: moment(node))
        perform(actions, of: node)
    }

    mutating func run(for duration: UInt64) {
        let end = milliseconds + duration
        while milliseconds < end { step() }
    }

    /// Runs until the condition holds; false if it doesn't within the limit.
    mutating func run(
        atMost duration: UInt64, until isDone: (Simulation) -> Bool
    ) -> Bool {
        let end = milliseconds + duration
        while milliseconds < end {
            if isDone(self) { return true }
            for _ in 0..<5 { step() }
        }
        return isDone(self)
    }

    mutating func step() {
        milliseconds += Self.tickMilliseconds
        for index in nodes.indices where !nodes[index].isStopped {
            answer(index)
            let actions = nodes[index].engine.tick(now: moment(index))
            perform(actions, of: index)
        }
        for index in links.indices where links[index].isOpen { deliver(index) }
        links.removeAll { !$0.isOpen }
    }

    private mutating func answer(_ node: Int) {
        let due = nodes[node].answers.filter { $0.dueAt <= milliseconds }
        nodes[node].answers.removeAll { $0.dueAt <= milliseconds }
        for (_, ticket, question) in due {
            pass(.answered(ticket, question.answer(from: nodes[node].store)), to: node)
        }
    }

    var areEqual: Bool {
        let first = nodes.first?.store.contents
        return nodes.allSatisfy { $0.store.contents == first }
    }

    func isInContact(_ one: Int, _ other: Int) -> Bool {
        nodes[one].engine.devicesInContact.contains(nodes[other].peer.device)
    }
}

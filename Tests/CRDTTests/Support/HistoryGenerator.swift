import CRDT

/// Lets a few replicas live through partitions, wrong clocks, revocations and returns: each writes
/// by what it knows then, and what it writes is what real replicas could write, and a little worse.
struct HistoryGenerator {
    /// What is generated.
    struct Options {
        /// Grants, revocations and adoptions after the founding.
        var changesMembership = true
        var replicas = 2...5
        var steps = 8...70
    }

    /// One replica.
    struct Peer {
        let number: UInt64
        var state = EventState()
        var clock = HybridClock()
        var wallMilliseconds: UInt64
        var group = 0
    }

    private(set) var space = TestSpace()
    private(set) var peers: [Peer] = []
    var random: SplitMix64
    private let options: Options
    var changesMembership: Bool { options.changesMembership }
    /// How many of the deltas found the space and admit the first devices.
    private(set) var foundingCount = 0

    init(seed: UInt64, options: Options = Options()) {
        random = SplitMix64(seed: seed)
        self.options = options
        found()
        for _ in 0..<random.int(options.steps) { step() }
    }

    private mutating func found() {
        let count = UInt64(random.int(options.replicas))
        for number in 1...count {
            let isWrong = random.oneIn(5)
            peers.append(
                Peer(
                    number: number,
                    wallMilliseconds: isWrong
                        ? (random.oneIn(2) ? 0 : 4_102_444_800_000) : 1_790_000_000_000))
        }
        let roles: [Role] = [.coordinator, .organiser, .organiser, .station, .station, .observer]
        for number in 2...count where !options.changesMembership || !random.oneIn(4) {
            space.admit(number, random.pick(roles) ?? .station)
        }
        foundingCount = space.deltas.count
        for index in peers.indices where index == 0 || !random.oneIn(3) {
            for (author, delta) in space.deltas {
                peers[index].state.receive(delta, author: author)
            }
        }
    }

    private mutating func step() {
        let index = random.int(0...peers.count - 1)
        peers[index].wallMilliseconds += random.number(0...5000)
        if random.oneIn(8) {
            for other in peers.indices { peers[other].group = random.int(0...1) }
        }
        if random.oneIn(4) {
            meet(index, random.int(0...peers.count - 1))
        } else {
            write(index)
        }
    }

    /// One learns all that the other knows, if no partition lies between them.
    private mutating func meet(_ index: Int, _ other: Int) {
        guard index != other, peers[index].group == peers[other].group else { return }
        let source = peers[other]
        peers[index].state.merge(source.state)
        peers[index].clock.observe(
            source.clock.last, wallMilliseconds: peers[index].wallMilliseconds)
    }

    private mutating func write(_ index: Int) {
        let count = random.oneIn(4) ? random.int(2...3) : 1
        var operations: [Operation] = []
        for _ in 0..<count {
            if let operation = operation(of: peers[index]) { operations.append(operation) }
        }
        guard !operations.isEmpty else { return }
        let first = peers[index].clock.tick(
            count: UInt64(operations.count), wallMilliseconds: peers[index].wallMilliseconds)
        space.write(
            peers[index].number, operations, at: first.milliseconds,
            credential: credential(of: peers[index]))
        if let (author, delta) = space.deltas.last {
            peers[index].state.receive(delta, author: author)
        }
    }

    private mutating func credential(of peer: Peer) -> Dot {
        if random.oneIn(30) { return guess() }
        return peer.state.membership.credential(of: .sample(peer.number))?.dot ?? guess()
    }

    /// A dot that may or may not exist, or exist later.
    mutating func guess() -> Dot {
        let number = peers[random.int(0...peers.count - 1)].number
        let end = space.end(of: number).sequence
        return .sample(
            number, random.oneIn(2) ? random.number(1...end + 1) : end + random.number(1...3))
    }
}

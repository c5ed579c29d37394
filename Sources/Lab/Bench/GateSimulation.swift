internal import CRDT
import Randomness

/// Gates that check people in at once and hear each other, on paper: no disk, no wire, real bytes.
///
/// Each gate has a clock that is a little wrong and hears every delta of the others shortly after
/// it was written, as on a good LAN. So the logs carry what such a morning costs: clocks pulled
/// ahead by a neighbour, and a witness a minute.
struct GateSimulation {
    /// The gates' logs.
    private(set) var authors: [BenchAuthor] = []
    private(set) var checkins = 0
    private(set) var witnesses = 0

    /// What happens, and what is varied.
    struct Scenario {
        var checkinsPerGate = 600
        /// The largest error of a gate's clock in either direction, milliseconds.
        var clockErrorMilliseconds = 1_500
        var hasWitnesses = true
    }

    /// Between two guests at one gate, milliseconds: «1 second per guest» with its pauses.
    private static let guestMilliseconds = 1_000...5_000
    /// From a gate's commit to another's knowledge of it, milliseconds.
    private static let hearingMilliseconds = 20
    private static let witnessMilliseconds = 60_000

    private struct Gate {
        var author: BenchAuthor
        let grant: Dot
        let clockError: Int
        var clock = HybridClock()
        var next: Int
        var nextWitness: Int
        var left: Int
        /// How far each other gate was heard when the last witness was written.
        var witnessed: [Int: UInt64] = [:]
    }

    /// A delta on its way to the others.
    private struct News {
        let from: Int
        let at: Int
        let time: HybridTimestamp
        let sequence: UInt64
        let isWitness: Bool
    }

    init(_ hall: BenchHall, _ scenario: Scenario, seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var gates = try Self.gates(hall, scenario, &generator)
        var people = hall.enrolments
        generator.shuffle(&people)
        var news: [News] = []
        while let index = gates.indices.filter({ gates[$0].left > 0 }).min(by: {
            (gates[$0].next, $0) < (gates[$1].next, $1)
        }) {
            let now = gates[index].next
            Self.hear(news, by: &gates[index], index: index, now: now)
            if scenario.hasWitnesses, now >= gates[index].nextWitness {
                let heard = try Self.witness(&gates, index, news, now: now)
                if let heard { news.append(heard) }
                witnesses += heard == nil ? 0 : 1
                gates[index].nextWitness = now + Self.witnessMilliseconds
            }
            let entry = Operation.enter(
                Entry(
                    person: .enrolment(people[checkins % people.count]),
                    passage: Passage(checkpoint: hall.entrance)))
            news.append(try Self.write(entry, &gates, index, now: now))
            checkins += 1
            gates[index].left -= 1
            gates[index].next = now + generator.within(Self.guestMilliseconds)
        }
        authors = gates.map(\.author)
    }

    private static func gates(
        _ hall: BenchHall, _ scenario: Scenario, _ generator: inout SeededGenerator
    ) throws -> [Gate] {
        try hall.devices.map { device in
            Gate(
                author: try BenchAuthor(
                    keys: device.keys,
                    nonce: Tag128(high: generator.next(), low: generator.next()),
                    space: hall.space),
                grant: device.grant,
                clockError: generator.within(
                    -scenario.clockErrorMilliseconds...scenario.clockErrorMilliseconds),
                next: 3_600_000 + generator.below(guestMilliseconds.upperBound),
                nextWitness: 3_600_000 + generator.below(witnessMilliseconds),
                left: scenario.checkinsPerGate)
        }
    }

    private static func wall(_ gate: Gate, now: Int) -> UInt64 {
        BenchHall.start + UInt64(max(0, now + gate.clockError))
    }

    /// Only the newest matter: readings grow along each log, and old news were heard before.
    private static func hear(_ news: [News], by gate: inout Gate, index: Int, now: Int) {
        for item in news.suffix(64) where item.from != index && item.at + hearingMilliseconds <= now
        {
            gate.clock.observe(item.time, wallMilliseconds: wall(gate, now: now))
        }
    }

    private static func write(
        _ operation: Operation, _ gates: inout [Gate], _ index: Int, now: Int
    ) throws -> News {
        let wall = wall(gates[index], now: now)
        let time = gates[index].clock.tick(wallMilliseconds: wall)
        let dot = try gates[index].author.append(
            [operation], time: time,
            wallOffsetMilliseconds: Int64(wall) - Int64(time.milliseconds),
            credential: gates[index].grant)
        var isWitness = false
        if case .witness = operation { isWitness = true }
        return News(
            from: index, at: now, time: time, sequence: dot.sequence, isWitness: isWitness)
    }

    /// Names the gates of which anything but witnesses was heard since the last one.
    private static func witness(
        _ gates: inout [Gate], _ index: Int, _ news: [News], now: Int
    ) throws -> News? {
        var heard: [Dot] = []
        for other in gates.indices where other != index {
            let known = news.filter { $0.from == other && $0.at + hearingMilliseconds <= now }
            let before = gates[index].witnessed[other, default: 0]
            guard let last = known.last,
                known.contains(where: { !$0.isWitness && $0.sequence > before })
            else { continue }
            heard.append(Dot(gates[other].author.id, last.sequence))
            gates[index].witnessed[other] = last.sequence
        }
        guard !heard.isEmpty else { return nil }
        return try write(.witness(Witness(heard: heard.sorted())), &gates, index, now: now)
    }
}

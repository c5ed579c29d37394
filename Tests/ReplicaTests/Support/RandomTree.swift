import CRDT
import Foundation
import Replica

/// A day on which logs part at random, all of it from one seed: what a thief, a restored backup and
/// honest gates might write between them.
struct RandomTree {
    let hall: ForkedHall
    private let random: TestWorld
    /// The tips of the gate's, the desk's and the organiser's logs.
    private(set) var tips: [[HandWrittenLog]]

    init(seed: UInt64) throws {
        hall = try ForkedHall(seed: seed)
        random = TestWorld(seed: seed &+ 991)
        tips = [
            [hall.gate], [hall.desk], [try HandWrittenLog("boss", .organiser, in: hall.cluster)],
        ]
        for _ in 0..<(18 + below(14)) { try step() }
        for _ in 0..<below(4) { _ = try hall.coordinator.append([membershipOperation()]) }
    }

    func below(_ bound: Int) -> Int {
        Int(random.bytes(3).reduce(0) { $0 << 8 | UInt($1) }) % bound
    }

    /// Every delta as a run, with or without its base, each log's in an order that can be applied;
    /// and the coordinator's.
    func runs() throws -> [[[UInt8]]] {
        let logs = tips.flatMap(\.self)
        var sources = logs.map { log in
            log.runs.indices.map { below(2) == 0 ? log.runs[$0] : log.basedRuns[$0] }
        }
        for head in try hall.coordinator.summary().frontier.heads
        where !logs.contains(where: { $0.author == head.author }) {
            sources.append(try Self.runs(of: head, hall.coordinator))
        }
        return sources
    }

    private static func runs(of head: LogHead, _ replica: Replica) throws -> [[UInt8]] {
        var runs: [[UInt8]] = []
        var ordinal: UInt64 = 0
        while case .run(let bytes, let last) = try replica.run(
            of: head.author, branch: head.branch, after: ordinal, expecting: nil, maximumBytes: 1)
        {
            runs.append(bytes)
            ordinal = last
        }
        return runs
    }

    /// Applies runs in a random order that keeps each source's own, in batches of any size.
    func apply(_ sources: [[[UInt8]]], to replica: Replica) throws {
        var rest = sources
        while rest.contains(where: { !$0.isEmpty }) {
            let pick = below(rest.count)
            let count = below(3) == 0 ? rest[pick].count : min(rest[pick].count, 1 + below(3))
            let batch = Array(rest[pick].prefix(count))
            rest[pick].removeFirst(count)
            if !batch.isEmpty { _ = try replica.apply(batch) }
        }
    }

    // MARK: - Steps

    private mutating func step() throws {
        let log = below(5) == 0 ? 2 : below(2)
        var tip = below(tips[log].count)
        // A log parts at its end, or somewhere below.
        if below(4) == 0, tips[log].count < 5 {
            var copy = tips[log][tip]
            if below(2) == 0, let earlier = copy.earlier[below(copy.runs.count + 1)] {
                copy = earlier
            }
            tips[log].append(copy)
            tip = tips[log].count - 1
        }
        let operations = (0..<(1 + below(2))).map { _ in
            log == 2 && below(2) == 0 ? membershipOperation() : operation(in: log)
        }
        switch operations.count {
        case 1: try hall.append(operations[0], to: &tips[log][tip])
        default: try hall.append(operations[0], operations[1], to: &tips[log][tip])
        }
    }

    private func person() -> PersonReference {
        below(2) == 0 ? .person(ForkedHall.person(UInt64(below(4)))) : .enrolment(dot())
    }

    /// Some operation of some log, under the log's id or a branch's.
    private func dot() -> Dot {
        let family = tips[below(3)]
        let log = family[below(family.count)]
        let isExact = below(3) == 0 && !log.positions.isEmpty
        let author =
            isExact ? log.branch(from: UInt64(1 + below(log.positions.count))) : log.author
        return Dot(author, UInt64(1 + below(8)))
    }

    private func dots(_ minimum: Int) -> [Dot] {
        Set((0..<(minimum + below(2))).map { _ in dot() }).sorted()
    }

    private func operation(in log: Int) -> CRDT.Operation {
        let field: RegisterKey.Field = below(2) == 0 ? .category : .blocked
        switch below(9) {
        case 0, 1: return .enter(Entry(person: person(), passage: hall.passage, observed: dots(0)))
        case 2: return .exit(Exit(person: person(), passage: hall.passage, closes: dots(0)))
        case 3: return .undo(Undo(removes: dots(1)))
        case 4: return hall.enrolment(UInt64(below(4)))
        case 5: return .cancel(Cancellation(person: person(), removes: dots(1)))
        case 6:
            let key = RegisterKey(.person(person()), field)
            let value = [UInt8(below(2))]
            return .write(RegisterWrite(key: key, value: value, overwrites: dots(0)))
        case 7:
            let tag = Tag128(high: 5, low: UInt64(below(2)))
            return .alias(Alias(person: person(), kind: .cpf, tag: tag))
        default: return .retract(Retraction(removes: dots(1)))
        }
    }

    private func position() -> LogPosition {
        let family = tips[below(2)]
        let log = family[below(family.count)]
        guard !log.positions.isEmpty else { return log.head }
        var position = log.positions[below(log.positions.count)]
        switch below(6) {
        case 0: position.ordinal += 1
        case 1: position.author = log.branch(from: position.ordinal)
        default: break
        }
        return position
    }

    private func membershipOperation() -> CRDT.Operation {
        if below(2) == 0 {
            return .adopt(Adoption(firstOrdinal: UInt64(below(4)), last: position()))
        }
        let device = below(2) == 0 ? hall.gate.device : hall.desk.device
        let bounds = (0..<below(3)).map { _ in position() }
        let byAuthor = Dictionary(bounds.map { ($0.author, $0) }) { first, _ in first }
        return .revoke(
            Revocation(
                device: device, bounds: byAuthor.values.sorted { $0.author < $1.author }))
    }
}

import CRDT
import Foundation
import Replica
import Testing

/// The tables of real replicas against the in-memory reference, after random days.
@Suite struct OracleTests {
    @Test(arguments: Array(1...12) as [UInt64])
    func replicasAgreeWithEachOtherAndWithTheReference(seed: UInt64) throws {
        var day = try RandomDay(seed: seed)
        try day.run(steps: 70)
        try day.cluster.syncAll()
        #expect(Set(try day.cluster.digests()).count == 1, "seed \(seed)")
        for index in day.cluster.replicas.indices {
            let replica = day.cluster.replicas[index]
            let reference = try Self.reference(of: replica)
            let digest = try replica.digest()
            #expect(digest.enrolled == reference.enrolled.count, "seed \(seed)")
            #expect(digest.admitted == reference.admitted.count, "seed \(seed)")
            #expect(digest.occupancy == reference.occupancy(), "seed \(seed)")
            #expect(try replica.verify().problems == [], "seed \(seed)")
        }
        #expect(day.acknowledged.isSubset(of: try Self.held(by: day.cluster.replicas[0])))
    }

    /// Every operation that a replica tells.
    static func held(by replica: Replica) throws -> Set<String> {
        var held: Set<String> = []
        try replica.log { held.insert($0.operation) }
        return held
    }

    /// The reference state of everything that a replica would send.
    static func reference(of replica: Replica) throws -> EventState {
        var state = EventState()
        for head in try replica.summary().frontier.heads where head.branch == nil {
            var dictionary = LogDictionary()
            var ordinal: UInt64 = 0
            while case .run(let bytes, let last) = try replica.run(
                of: head.author, branch: nil, after: ordinal, expecting: nil,
                maximumBytes: 64 * 1024)
            {
                for signed in try RunCodec.decode(bytes, dictionary: &dictionary).deltas {
                    state.apply(signed.delta, author: head.author) { _ in true }
                }
                ordinal = last
            }
        }
        return state
    }
}

/// A day of an event on a few replicas, all of it from one seed.
struct RandomDay {
    let cluster: TestCluster
    private(set) var acknowledged: Set<String> = []
    private var random: TestWorld
    private var people: [String] = []

    init(seed: UInt64) throws {
        cluster = try TestCluster(stations: 3, seed: seed)
        random = TestWorld(seed: seed &+ 77)
        for index in 0..<8 {
            let email = "p\(index)@example.com"
            _ = try cluster.replicas[0].walkIn(name: "Pessoa \(index)", email: email)
            people.append(email)
        }
        try cluster.syncAll()
    }

    private func below(_ bound: Int) -> Int {
        let bytes = random.bytes(4)
        return bytes.reduce(0) { $0 << 8 | Int($1) } % bound
    }

    mutating func run(steps: Int) throws {
        for step in 0..<steps {
            cluster.advance(UInt64(below(20_000)))
            let replica = cluster.replicas[below(cluster.replicas.count)]
            try self.step(step, replica, people[below(people.count)])
        }
    }

    private mutating func step(_ step: Int, _ replica: Replica, _ person: String) throws {
        switch below(12) {
        case 0...4: acknowledged.insert(try replica.checkIn(person).operation)
        case 5, 6: acknowledged.insert(try replica.checkIn(person, exit: true).operation)
        case 7:
            acknowledged.insert(try replica.checkIn(person, override: "VIP").operation)
        case 8:
            if let undone = try? replica.undo(UndoRequest(subject: person)) {
                acknowledged.insert(undone.operation)
            }
        case 9:
            let isCancelled = (try? replica.cancel(person)) != nil
            if !isCancelled { _ = try? replica.reactivate(person) }
        case 10:
            let cpf = below(2) == 0 ? "831.604.218-56" : nil
            let email = "w\(step)@example.com"
            _ = try replica.walkIn(name: "Visita \(step)", email: email, cpf: cpf)
            people.append(email)
        default: try cluster.sync(below(4), below(4))
        }
        for person in people where try replica.people(matching: person).isEmpty {
            people.removeAll { $0 == person && !person.hasPrefix("p") }
        }
    }
}

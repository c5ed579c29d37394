import CRDT
import Foundation
import Replica
import Testing

/// Quarantine that comes and goes: the order in which logs arrive never matters.
@Suite struct RevocationOrderTests {
    @Test func addUndoRevokeAdoptEndAlikeInEveryOrderOfArrival() throws {
        let cluster = try TestCluster(stations: 2)
        _ = try cluster.replicas[0].walkIn(name: "Ana", email: "ana@example.com")
        _ = try cluster.replicas[0].walkIn(name: "Bia", email: "bia@example.com")
        try cluster.syncAll()
        let coordinator = cluster.replicas[0]
        // A device that adds and undoes, another that undoes what the first one added.
        var gate = try HandWrittenLog("gate", .station, in: cluster)
        var desk = try HandWrittenLog("desk", .station, in: cluster)
        let entrance = LogHash.checkpoint("entrance", space: coordinator.space)
        let ana = PersonID(high: 3, low: 1)
        let passage = Passage(checkpoint: entrance)
        try gate.append(at: 1_795_000_100_000, [.enrol(Enrolment(person: ana))])
        let bound = gate.head
        let entry = try gate.append(
            at: 1_795_000_101_000, [.enter(Entry(person: .person(ana), passage: passage))])
        try desk.append(at: 1_795_000_102_000, [.undo(Undo(removes: [entry]))])
        let second = try gate.append(
            at: 1_795_000_103_000, [.enter(Entry(person: .person(ana), passage: passage))])
        let adopted = gate.head
        try gate.append(at: 1_795_000_104_000, [.undo(Undo(removes: [second]))])
        _ = try coordinator.append([.revoke(Revocation(device: gate.device, bounds: [bound]))])
        _ = try coordinator.append([
            .adopt(Adoption(firstOrdinal: 2, last: adopted))
        ])
        let sources = try Self.runs(of: coordinator) + [gate.runs, desk.runs]
        var summaries: Set<String> = []
        for (index, order) in Self.interleavings(of: sources, count: 24).enumerated() {
            let target = try cluster.join(100 + index, name: "alvo \(index)")
            for run in order { _ = try target.apply([run]) }
            let digest = try target.digest()
            summaries.insert("\(digest.digest) \(digest.occupancy) \(digest.admitted)")
            #expect(try target.verify().problems == [])
        }
        // Each join adds a grant to the coordinator, but the runs were taken before.
        #expect(summaries.count == 1)
    }

    private static func runs(of replica: Replica) throws -> [[[UInt8]]] {
        try replica.summary().frontier.heads.map { head in
            var runs: [[UInt8]] = []
            var ordinal: UInt64 = 0
            while case .run(let bytes, let last) = try replica.run(
                of: head.author, branch: nil, after: ordinal, expecting: nil, maximumBytes: 1)
            {
                runs.append(bytes)
                ordinal = last
            }
            return runs
        }
    }

    /// Orders that keep each log's own order, seeded.
    private static func interleavings(of logs: [[[UInt8]]], count: Int) -> [[[UInt8]]] {
        (0..<count).map { index in
            let random = TestWorld(seed: UInt64(index) &+ 5)
            var rest = logs
            var order: [[UInt8]] = []
            while rest.contains(where: { !$0.isEmpty }) {
                let pick = Int(random.bytes(1)[0]) % rest.count
                guard !rest[pick].isEmpty else { continue }
                // Mostly runs of one log, so that whole logs come early or late.
                let take = random.bytes(1)[0] < 128 ? rest[pick].count : 1
                order += rest[pick].prefix(take)
                rest[pick].removeFirst(take)
            }
            return order
        }
    }
}

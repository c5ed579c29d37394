import CRDT
import Foundation
import Replica
import Testing

/// A long log travels with few signatures, is relayed by who has only those, and stays verifiable.
@Suite struct ThinningTests {
    @Test func aThinnedLogIsRelayedAndVerified() throws {
        let cluster = try TestCluster(stations: 3)
        for index in 0..<4 {
            _ = try cluster.replicas[0].walkIn(name: "P \(index)", email: "p\(index)@example.com")
        }
        try cluster.syncAll()
        for step in 0..<400 {
            cluster.advance(500)
            try cluster.replicas[1].checkIn("p\(step % 4)@example.com", exit: step / 4 % 2 == 1)
        }
        try cluster.pull(2, from: 1)
        try cluster.pull(3, from: 2)
        #expect(try cluster.replicas[3].digest() == cluster.replicas[1].digest())
        let full = try cluster.replicas[1].verify()
        let thin = try cluster.replicas[3].verify()
        #expect(full.problems == [] && thin.problems == [])
        #expect(full.deltas == thin.deltas)
        #expect(thin.signatures < full.signatures)
    }

    @Test func aRunIsServedInPiecesOfAnySize() throws {
        let cluster = try TestCluster(stations: 1)
        _ = try cluster.replicas[0].walkIn(name: "Ana", email: "ana@example.com")
        try cluster.syncAll()
        for step in 0..<60 {
            cluster.advance(500)
            try cluster.replicas[1].checkIn("ana@example.com", exit: step % 2 == 1)
        }
        let author = try #require(
            try cluster.replicas[1].summary().frontier.heads.max { $0.sequence < $1.sequence })
        let target = try cluster.join(2, name: "novo")
        try TestCluster.pull(target, from: cluster.replicas[0])
        var ordinal: UInt64 = 0
        var size = 1
        while case .run(let bytes, let last) = try cluster.replicas[1].run(
            of: author.author, branch: nil, after: ordinal, expecting: nil, maximumBytes: size)
        {
            _ = try target.apply([bytes])
            ordinal = last
            size = size * 2 % 997 + 1
        }
        #expect(ordinal == author.ordinal)
        try TestCluster.pull(cluster.replicas[1], from: cluster.replicas[0])
        #expect(try target.digest().digest == cluster.replicas[1].digest().digest)
    }
}

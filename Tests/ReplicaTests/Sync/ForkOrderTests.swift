import CRDT
import Foundation
import Replica
import Testing

/// Random trees of deltas on real replicas: the state is a function of the deltas held.
@Suite struct ForkOrderTests {
    @Test(arguments: Array(1...24) as [UInt64])
    func everyOrderOfArrivalEndsAlike(seed: UInt64) throws {
        let tree = try RandomTree(seed: seed)
        let sources = try tree.runs()
        let replicas = try (0..<3).map { number in
            try tree.hall.cluster.join(100 + number, name: "alvo \(number)")
        }
        for replica in replicas { try tree.apply(sources, to: replica) }
        // What waited for a base that wasn't held comes again from the others.
        for replica in replicas { try tree.apply(sources, to: replica) }
        try ForkedHall.expectAgreement(replicas, "seed \(seed)")
        let forks = try replicas.map {
            try $0.conflicts(class: .forkedAuthor, openOnly: false, language: "en").count
        }
        #expect(Set(forks).count == 1, "seed \(seed)")
        let parted = Set(
            try replicas[0].summary().frontier.heads.filter { $0.branch != nil }.map(\.author))
        #expect(forks[0] == parted.count, "seed \(seed)")
        let exports = try replicas.map { replica in
            var count = 0
            try replica.exportLog { count += $0.count }
            return count
        }
        #expect(exports.allSatisfy { $0 > 1000 }, "seed \(seed)")
    }
}

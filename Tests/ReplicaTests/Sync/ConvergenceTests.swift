import CRDT
import Foundation
import Replica
import Testing

/// Real files, no network: what one replica has reaches the others, in whatever order.
@Suite struct ConvergenceTests {
    @Test func twoIsolatedGatesAdmitOneTicketAndBothFactsAreKept() throws {
        let cluster = try TestCluster(stations: 2)
        let ana = try cluster.replicas[0].walkIn(name: "Ana Souza", email: "ana@example.com").person
            .id
        try cluster.syncAll()
        let first = try cluster.replicas[1].checkIn("ana@example.com")
        cluster.advance(90_000)
        let second = try cluster.replicas[2].checkIn("ana@example.com")
        #expect(first.verdict == "admitted")
        #expect(second.verdict == "admitted")
        try cluster.syncAll()
        #expect(Set(try cluster.digests()).count == 1)
        for replica in cluster.replicas {
            let digest = try replica.digest()
            #expect(digest.occupancy == 2)
            #expect(digest.admitted == 1)
            let conflicts = try replica.conflicts(
                class: .doubleAdmission, openOnly: true, language: "en")
            #expect(conflicts.count == 1)
            #expect(conflicts.first?.person?.id == ana)
        }
        let sentences = try cluster.replicas.map {
            try $0.conflicts(class: .doubleAdmission, openOnly: true, language: "pt-BR").map(
                \.sentence)
        }
        #expect(Set(sentences).count == 1)
        for replica in cluster.replicas { #expect(try replica.verify().problems == []) }
    }

    @Test func aGateThatHasHeardRefusesWithGateTimeAndOperator() throws {
        let cluster = try TestCluster(stations: 2)
        _ = try cluster.replicas[0].walkIn(name: "Ana Souza", email: "ana@example.com")
        try cluster.syncAll()
        try cluster.replicas[1].checkIn("ana@example.com", gate: "Portão A", operatorName: "Bia")
        cluster.advance(60_000)
        try cluster.syncAll()
        let verdict = try cluster.replicas[2].checkIn("ana@example.com")
        #expect(verdict.verdict == "already_in")
        #expect(verdict.reason == "already_redeemed")
        #expect(verdict.firstAdmission?.gate == "Portão A")
        #expect(verdict.firstAdmission?.operator == "Bia")
        try cluster.syncAll()
        #expect(Set(try cluster.digests()).count == 1)
        #expect(try cluster.replicas[0].digest().occupancy == 1)
    }

    @Test func oneOperationIDIsOneOperationAndOneAnswer() throws {
        let cluster = try TestCluster(stations: 1)
        _ = try cluster.replicas[0].walkIn(name: "Ana Souza", email: "ana@example.com")
        try cluster.syncAll()
        let first = try cluster.replicas[1].checkIn("ana@example.com", id: "scan-1")
        let before = try cluster.replicas[1].digest()
        cluster.advance(1000)
        try cluster.reopen(1)
        let again = try cluster.replicas[1].checkIn("ana@example.com", id: "scan-1")
        #expect(again == first)
        #expect(try cluster.replicas[1].digest() == before)
    }
}

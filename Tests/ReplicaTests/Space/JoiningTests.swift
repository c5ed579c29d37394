import CRDT
import Foundation
import Replica
import Testing

/// Who gets in, by which invitation.
@Suite struct JoiningTests {
    private func request(
        _ invitation: Invitation, _ cluster: TestCluster, _ index: Int
    ) throws -> (bytes: [UInt8], finish: @Sendable ([UInt8]) throws -> Replica) {
        let folder = DataFolder(path: cluster.root + "/\(index)")
        if !folder.isInitialised {
            try folder.initialise(name: "novo \(index)", environment: cluster.environment(index))
        }
        return try Replica.joinRequest(
            invitation, in: folder, environment: cluster.environment(index))
    }

    @Test func anInvitationWorksOnceAndForTheSameDeviceAgain() throws {
        let cluster = try TestCluster(stations: 0)
        let invitation = try cluster.replicas[0].invite(
            role: .station, milliseconds: 60_000, addresses: ["127.0.0.1:7000"])
        #expect(try Invitation(text: invitation.text) == invitation)
        let first = try request(invitation, cluster, 5)
        let answer = cluster.replicas[0].answerJoin(first.bytes)
        let again = cluster.replicas[0].answerJoin(first.bytes)
        let second = try request(invitation, cluster, 6)
        #expect(throws: ReplicaError.self) {
            try second.finish(cluster.replicas[0].answerJoin(second.bytes))
        }
        _ = answer
        let replica = try first.finish(again)
        try TestCluster.pull(replica, from: cluster.replicas[0])
        #expect(try replica.spaceReport().role == "station")
        #expect(try cluster.replicas[0].members().count == 2)
    }

    @Test func anExpiredOneIsRefusedByBothSides() throws {
        let cluster = try TestCluster(stations: 0)
        let invitation = try cluster.replicas[0].invite(
            role: .station, milliseconds: 1000, addresses: [])
        let early = try request(invitation, cluster, 5)
        cluster.worlds[0].advance(5000)
        #expect(throws: ReplicaError.self) {
            try early.finish(cluster.replicas[0].answerJoin(early.bytes))
        }
        cluster.worlds[5].advance(5000)
        #expect(throws: ReplicaError.self) { try request(invitation, cluster, 5) }
    }

    @Test func aStationInvitesNobodyAndNobodyInvitesAbove() throws {
        let cluster = try TestCluster(stations: 1)
        #expect(throws: ReplicaError.self) {
            try cluster.replicas[1].invite(role: .station, milliseconds: 1000, addresses: [])
        }
        #expect(throws: ReplicaError.self) {
            try cluster.replicas[0].invite(role: .authority, milliseconds: 1000, addresses: [])
        }
        #expect(throws: ReplicaError.self) {
            try cluster.replicas[1].addCheckpoint(name: "Sala 1")
        }
    }

    @Test func whoDoesNotHoldTheSecretIsRefused() throws {
        let cluster = try TestCluster(stations: 0)
        var invitation = try cluster.replicas[0].invite(
            role: .station, milliseconds: 60_000, addresses: [])
        let good = try request(invitation, cluster, 5)
        var forged = good.bytes
        forged[forged.count - 1] ^= 1
        #expect(throws: ReplicaError.self) {
            try good.finish(cluster.replicas[0].answerJoin(forged))
        }
        invitation.secret[0] ^= 1
        let guess = try request(invitation, cluster, 6)
        #expect(throws: ReplicaError.self) {
            try guess.finish(cluster.replicas[0].answerJoin(guess.bytes))
        }
        for count in 0..<good.bytes.count {
            let cut = Array(good.bytes.prefix(count))
            #expect(throws: ReplicaError.self) {
                try good.finish(cluster.replicas[0].answerJoin(cut))
            }
        }
        #expect(try cluster.replicas[0].members().count == 1)
    }

    @Test(arguments: [
        "", "NXS0-", "NXS0-AAAA", "hello", "NXS0-" + String(repeating: "A", count: 9000),
    ])
    func otherTextsAreNoInvitations(text: String) {
        #expect(throws: ReplicaError.self) { try Invitation(text: text) }
    }

    @Test func theRecoveryKeyIsWrittenOnceAndForItsOwnerOnly() throws {
        let cluster = try TestCluster(stations: 0)
        let folder = DataFolder(path: cluster.root + "/other")
        try folder.initialise(name: "X", environment: cluster.environment(8))
        let made = try Replica.createSpace(
            in: folder, settings: SpaceSettings(name: "Outro"), environment: cluster.environment(8))
        let attributes = try FileManager.default.attributesOfItem(atPath: made.recoveryKeyPath)
        #expect((attributes[.posixPermissions] as? NSNumber)?.int16Value == 0o600)
        #expect(throws: ReplicaError.self) {
            try folder.initialise(name: "X", environment: cluster.environment(8))
        }
        #expect(throws: ReplicaError.self) {
            try Replica.createSpace(
                in: folder, settings: SpaceSettings(name: "  "), environment: cluster.environment(8)
            )
        }
        #expect(throws: ReplicaError.self) {
            try Replica.createSpace(
                in: folder,
                settings: SpaceSettings(
                    name: "Y", starts: "2026-01-02T00:00:00Z", ends: "2026-01-01T00:00:00Z"),
                environment: cluster.environment(8))
        }
    }
}

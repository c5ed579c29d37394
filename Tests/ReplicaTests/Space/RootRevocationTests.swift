import CRDT
import Foundation
import Replica
import Sodium
import Testing

/// The recovery key expels a stolen authority; a survivor takes its place.
@Suite struct RootRevocationTests {
    private let cluster: TestCluster
    private let root: Ed25519.KeyPair
    private var survivor: HandWrittenLog

    init() throws {
        cluster = try TestCluster(stations: 1)
        survivor = try HandWrittenLog("sobrevivente", .coordinator, in: cluster)
        try cluster.syncAll()
        let folder = cluster.replicas[0].folder.path
        let name = try #require(
            FileManager.default.contentsOfDirectory(atPath: folder).first {
                $0.hasPrefix("recovery-")
            })
        let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
        let seed = [UInt8](hex: text.trimmingCharacters(in: .whitespacesAndNewlines))
        root = try Ed25519.KeyPair(seed: try #require(seed))
    }

    private func authority() throws -> (device: DeviceKey, head: LogPosition) {
        let head = try #require(try cluster.replicas[0].summary().frontier.heads.first)
        let members = try cluster.replicas[0].members()
        let member = try #require(members.first { $0.role == "authority" })
        let device = try #require(DeviceKey(hex: member.device))
        return (
            device, LogPosition(author: head.author, ordinal: head.ordinal, hash: head.hash)
        )
    }

    private func revocation(of device: DeviceKey, _ bound: LogPosition) throws -> RootRevocation {
        var revocation = RootRevocation(
            rootKey: try #require(DeviceKey(bytes: root.publicKey)),
            revocation: Revocation(device: device, bounds: [bound]), signature: [])
        revocation.signature = root.sign(
            revocation.signedBytes(space: cluster.replicas[0].space))
        return revocation
    }

    @Test mutating func theSurvivorTakesOver() throws {
        let (device, bound) = try authority()
        _ = try cluster.replicas[0].walkIn(name: "Depois", email: "depois@example.com")
        var grant = RootGrant(
            rootKey: try #require(DeviceKey(bytes: root.publicKey)), device: survivor.device,
            name: "sobrevivente", signature: [])
        grant.signature = root.sign(grant.signedBytes(space: cluster.replicas[0].space))
        try survivor.append(
            at: 1_795_000_100_000,
            [.rootGrant(grant), .rootRevoke(try revocation(of: device, bound))])
        let station = cluster.replicas[1]
        try survivor.deliver(to: station)
        try cluster.syncAll()
        for replica in cluster.replicas {
            let roles = Dictionary(
                try replica.members().map { ($0.device, $0.role) }
            ) { first, _ in first }
            #expect(roles[survivor.device.description] == "authority")
            #expect(try replica.digest().enrolled == 0, "enrolled beyond the bound")
            #expect(try replica.verify().problems == [])
        }
        #expect(Set(try cluster.digests()).count == 1)
        #expect(throws: ReplicaError.self) {
            _ = try cluster.replicas[0].walkIn(name: "Mais", email: "mais@example.com")
        }
        // What the authority granted within the bound stands.
        try station.checkIn("depois@example.com")
    }

    @Test mutating func aForgedOneHasNoEffect() throws {
        let (device, bound) = try authority()
        var forged = try revocation(of: device, bound)
        forged.signature[0] ^= 1
        try survivor.append(at: 1_795_000_100_000, [.rootRevoke(forged)])
        try survivor.deliver(to: cluster.replicas[0])
        _ = try cluster.replicas[0].walkIn(name: "Ana", email: "ana@example.com")
        #expect(try cluster.replicas[0].digest().enrolled == 1)
    }
}

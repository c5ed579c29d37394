import CRDT
import Foundation
import Replica

/// A space with real replicas in folders of their own, which sync without a network.
final class RealSpace {
    let root: String
    let coordinator: Replica
    private let clocks: [TestClock]

    /// Makes a space whose authority is the coordinator, folder 0.
    init(seed: UInt64 = 1) throws {
        root = Self.temporaryFolder + "nexstage-model-" + UUID().uuidString
        clocks = (0..<8 as Range<UInt64>).map { TestClock(seed: seed &* 100 &+ $0) }
        let folder = DataFolder(path: root + "/0")
        let environment = Self.environment(0, clocks, root)
        try folder.initialise(name: "coordinator", environment: environment)
        coordinator = try Replica.createSpace(
            in: folder, settings: SpaceSettings(name: "Congresso"), environment: environment
        ).replica
    }

    /// In memory where the system offers it: the searches ask nothing of the disk, and each of their
    /// thousands of steps would wait for it.
    private static var temporaryFolder: String {
        let inMemory = "/dev/shm"
        return FileManager.default.isWritableFile(atPath: inMemory)
            ? inMemory + "/" : NSTemporaryDirectory()
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func environment(_ index: Int) -> Environment { Self.environment(index, clocks, root) }

    private static func environment(
        _ index: Int, _ clocks: [TestClock], _ root: String
    ) -> Environment {
        let clock = clocks[index % clocks.count]
        return Environment(
            wallMilliseconds: { clock.read() }, randomBytes: { clock.bytes($0) },
            machineID: "machine", stateFolder: stateFolder(root, index))
    }

    /// Where a folder's high-water files are.
    static func stateFolder(_ root: String, _ index: Int) -> String { root + "/state-\(index)" }

    /// Lets a new device join through the coordinator.
    func join(_ index: Int, role: Role = .station) throws -> Replica {
        let folder = DataFolder(path: root + "/\(index)")
        try folder.initialise(name: "device \(index)", environment: environment(index))
        let invitation = try coordinator.invite(
            role: role, milliseconds: 3_600_000, addresses: [])
        let request = try Replica.joinRequest(
            invitation, in: folder, environment: environment(index))
        let replica = try request.finish(coordinator.answerJoin(request.bytes))
        try Self.pull(replica, from: coordinator)
        return replica
    }

    /// Brings to one replica what another one has of some logs; nil = of all.
    static func pull(
        _ target: Replica, from source: Replica, logs: Set<AuthorID>? = nil
    ) throws {
        for head in try source.summary().frontier.heads where logs?.contains(head.author) ?? true {
            let known = try target.summary().frontier.heads.first {
                $0.author == head.author && $0.branch == head.branch
            }
            var ordinal = known?.ordinal ?? 0
            var hash = known?.hash
            var reply = try source.run(
                of: head.author, branch: head.branch, after: ordinal, expecting: hash,
                maximumBytes: 65536)
            if case .mismatch = reply {
                (ordinal, hash) = (0, nil)
                reply = try source.run(
                    of: head.author, branch: head.branch, after: 0, expecting: nil,
                    maximumBytes: 65536)
            }
            while case .run(let bytes, let last) = reply {
                _ = try target.apply([bytes])
                reply = try source.run(
                    of: head.author, branch: head.branch, after: last, expecting: nil,
                    maximumBytes: 65536)
            }
        }
    }
}

import CRDT
import Foundation
import Replica
import Synchronization

/// A clock and a random source that a test sets: nothing in a test depends on the real ones.
final class TestWorld: Sendable {
    let milliseconds = Mutex<UInt64>(1_795_000_000_000)
    private let random: Mutex<UInt64>

    init(seed: UInt64) { random = Mutex(seed) }

    func advance(_ by: UInt64) { milliseconds.withLock { $0 &+= by } }
    func set(_ to: UInt64) { milliseconds.withLock { $0 = to } }

    /// SplitMix64: small, and good enough to make ids that differ.
    func bytes(_ count: Int) -> [UInt8] {
        random.withLock { state in
            (0..<count).map { _ in
                state &+= 0x9E37_79B9_7F4A_7C15
                var word = state
                word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
                word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
                return UInt8(truncatingIfNeeded: word ^ word >> 31)
            }
        }
    }
}

/// Replicas of one space in folders of their own, with a clock each.
final class TestCluster {
    let root: String
    private(set) var replicas: [Replica] = []
    private(set) var worlds: [TestWorld] = []

    /// Makes a space with a coordinator (index 0) and stations that have joined and synced.
    init(stations: Int, seed: UInt64 = 1) throws {
        root = NSTemporaryDirectory() + "nexstage-test-" + UUID().uuidString
        for index in 0...stations { worlds.append(TestWorld(seed: seed &* 1000 &+ UInt64(index))) }
        let folder = DataFolder(path: root + "/0")
        try folder.initialise(name: "Coordenação", environment: environment(0))
        replicas.append(
            try Replica.createSpace(
                in: folder, settings: SpaceSettings(name: "Congresso"),
                environment: environment(0)
            ).replica)
        for index in stride(from: 1, through: stations, by: 1) {
            replicas.append(try join(index, name: "Portão \(index)"))
        }
        try syncAll()
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func environment(_ index: Int) -> Environment {
        while worlds.count <= index { worlds.append(TestWorld(seed: 7000 &+ UInt64(worlds.count))) }
        let world = worlds[index]
        return Environment(
            wallMilliseconds: { world.milliseconds.withLock { $0 } },
            randomBytes: { world.bytes($0) }, machineID: "test-machine",
            stateFolder: root + "/state-\(index)")
    }

    /// Lets a new device join through the coordinator.
    func join(_ index: Int, name: String, role: Role = .station) throws -> Replica {
        let folder = DataFolder(path: root + "/\(index)")
        try folder.initialise(name: name, environment: environment(index))
        let invitation = try replicas[0].invite(
            role: role, milliseconds: 3_600_000, addresses: [])
        let request = try Replica.joinRequest(
            try Invitation(text: invitation.text), in: folder, environment: environment(index))
        return try request.finish(replicas[0].answerJoin(request.bytes))
    }

    /// Opens a replica's folder again, as another process would.
    func reopen(_ index: Int) throws {
        replicas[index] = try Replica(
            folder: replicas[index].folder, environment: environment(index))
    }

    /// Closes a replica, does something to its files, and opens it again.
    func whileClosed(_ index: Int, _ body: (_ databasePath: String) throws -> Void) throws {
        let folder = replicas[index].folder
        let path = folder.databasePath(of: replicas[index].space)
        replicas[index] = replicas[0]
        try body(path)
        replicas[index] = try Replica(folder: folder, environment: environment(index))
    }

    /// Moves all clocks on together.
    func advance(_ milliseconds: UInt64) { for world in worlds { world.advance(milliseconds) } }

    /// Syncs every pair until nothing moves any more.
    func syncAll(maximumBytes: Int = 64 * 1024) throws {
        for _ in 0..<3 {
            for one in replicas.indices {
                for other in replicas.indices where other != one {
                    try Self.pull(replicas[one], from: replicas[other], maximumBytes: maximumBytes)
                }
            }
        }
    }

    /// Syncs two replicas both ways.
    func sync(_ one: Int, _ other: Int) throws {
        for _ in 0..<2 {
            try pull(one, from: other)
            try pull(other, from: one)
        }
    }

    /// Brings to one replica what another one has.
    func pull(_ index: Int, from other: Int) throws {
        try Self.pull(replicas[index], from: replicas[other])
    }

    /// Brings to one store what another one has: the protocol without a network.
    @discardableResult
    static func pull(
        _ target: Replica, from source: Replica, maximumBytes: Int = 64 * 1024
    ) throws -> [RunOutcome] {
        var outcomes: [RunOutcome] = []
        _ = try target.accept(proofs: try source.summary().proofs)
        for head in try source.summary().frontier.heads {
            let known = try target.summary().frontier.heads.first {
                $0.author == head.author && $0.branch == head.branch
            }
            var ordinal = known?.ordinal ?? 0
            var reply = try source.run(
                of: head.author, branch: head.branch, after: ordinal, expecting: known?.hash,
                maximumBytes: maximumBytes)
            if case .mismatch = reply {
                ordinal = 0
                reply = try source.run(
                    of: head.author, branch: head.branch, after: 0, expecting: nil,
                    maximumBytes: maximumBytes)
            }
            while case .run(let bytes, let last) = reply {
                outcomes += try target.apply([bytes])
                reply = try source.run(
                    of: head.author, branch: head.branch, after: last, expecting: nil,
                    maximumBytes: maximumBytes)
            }
        }
        let wanted = try target.wantedBlobs(limit: 100_000)
        _ = try target.accept(blobs: try source.blobs(wanted, maximumBytes: 1 << 30))
        return outcomes
    }

    /// The digests of all replicas.
    func digests() throws -> [String] { try replicas.map { try $0.digest().digest } }
}

extension Replica {
    /// A check-in as tests write it.
    @discardableResult
    func checkIn(
        _ subject: String, exit: Bool = false, id: String? = nil, override: String? = nil,
        gate: String? = nil, operatorName: String? = nil,
        contact: ContactState = ContactState()
    ) throws -> VerdictReport {
        try checkIn(
            CheckinRequest(
                subject: subject, gate: gate, operatorName: operatorName, isExit: exit,
                operationID: id, overrideReason: override), contact: contact, language: "en")
    }
}

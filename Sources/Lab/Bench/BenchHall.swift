internal import CRDT
internal import Foundation
import Randomness
internal import Replica
internal import SQLite
internal import Sodium

/// An event that is ready to be measured: a replica that holds people, and authors who may write.
///
/// The replica's folder is a template. Each measurement takes a copy, so that it begins as all the
/// others do.
struct BenchHall {
    /// The data folder of a station that holds every enrolment and ticket.
    let template: String
    let space: SpaceID
    /// The default checkpoint.
    let entrance: CheckpointID
    /// Devices that are admitted, with the dots of their grants.
    let devices: [(keys: Ed25519.KeyPair, grant: Dot)]
    /// The enrolment of each person.
    let enrolments: [Dot]
    private let scratch: String
    let environment: Environment

    /// When the event begins: 2026-11-23T12:00:00Z, in milliseconds.
    static let start: UInt64 = 1_795_435_200_000
    /// Operations in one delta of the organiser's.
    private static let deltaOperations = 1024

    /// The ticket of a person.
    static func ticket(_ person: Int) -> String { "BENCH-\(person)" }

    /// Prepares the event in a folder that exists.
    init(in scratch: String, people: Int, devices count: Int, seed: UInt64) throws {
        self.scratch = scratch
        template = scratch + "/template"
        var generator = SeededGenerator(seed: seed)
        let ownerSeed = generator.bytes(Ed25519.seedCount)
        environment = Self.environment(stateFolder: scratch + "/state") {
            try Sodium.randomBytes($0)
        }
        let owner = DataFolder(path: scratch + "/owner")
        try owner.initialise(
            name: "bench", environment: Self.environment(stateFolder: nil) { _ in ownerSeed })
        let (creator, _) = try Replica.createSpace(
            in: owner, settings: SpaceSettings(name: "bench"), environment: environment)
        space = creator.space
        let station = try Self.join(creator, in: template, environment)
        var author = try Self.author(of: creator, keys: Ed25519.KeyPair(seed: ownerSeed))
        let grant = Dot(author.id, 1)
        devices = try Self.admit(count, by: &author, grant, &generator)
        let admitted = author.ordinal
        enrolments = try Self.enrol(
            people, by: &author, grant, tags: Self.tagKey(of: creator), &generator)
        entrance = LogHash.checkpoint("entrance", space: creator.space)
        // Admitted one by one before anybody enrols, as happens: not one segment with the people.
        let log = try author.packed(.served, splitAfter: admitted)
        for run in try Self.packedLog(of: creator) + log {
            try Self.apply([run], to: station)
        }
        try Self.truncateLog(at: station.folder.databasePath(of: space))
    }

    private static func environment(
        stateFolder: String?, randomBytes: @escaping @Sendable (Int) throws -> [UInt8]
    ) -> Environment {
        Environment(
            wallMilliseconds: Environment.system(variables: [:]).wallMilliseconds,
            randomBytes: randomBytes, machineID: "bench", stateFolder: stateFolder)
    }

    private static func join(
        _ creator: Replica, in path: String, _ environment: Environment
    ) throws -> Replica {
        let folder = DataFolder(path: path)
        try folder.initialise(name: "station", environment: environment)
        let invitation = try creator.invite(role: .station, milliseconds: 60_000, addresses: [])
        let request = try Replica.joinRequest(invitation, in: folder, environment: environment)
        return try request.finish(creator.answerJoin(request.bytes))
    }

    private static func packedLog(of replica: Replica) throws -> [[UInt8]] {
        try replica.summary().frontier.heads.map { head in
            let reply = try replica.run(
                of: head.author, branch: nil, after: 0, expecting: nil,
                maximumBytes: Limits.runBytesMaximum)
            guard case .run(let bytes, _) = reply else {
                throw BenchError.refused("a replica doesn't serve its own log")
            }
            return bytes
        }
    }

    private static func author(of creator: Replica, keys: Ed25519.KeyPair) throws -> BenchAuthor {
        guard let log = try packedLog(of: creator).first else {
            throw BenchError.refused("a new space has no log")
        }
        return try BenchAuthor(continuing: log, keys: keys, space: creator.space)
    }

    private static func tagKey(of replica: Replica) throws -> TagKey {
        let database = try Database(
            path: replica.folder.databasePath(of: replica.space), mode: .readOnly)
        let stored = try database.prepare("SELECT value FROM local_setting WHERE key = 'tag_key'")
            .row { row in TagKey(bytes: try row.blob(0)) }
        guard let stored, let key = stored else {
            throw BenchError.refused("a new space has no key for tags")
        }
        return key
    }

    private static func admit(
        _ count: Int, by author: inout BenchAuthor, _ credential: Dot,
        _ generator: inout SeededGenerator
    ) throws -> [(keys: Ed25519.KeyPair, grant: Dot)] {
        var devices: [(keys: Ed25519.KeyPair, grant: Dot)] = []
        for number in 0..<count {
            let keys = try Ed25519.KeyPair(seed: generator.bytes(Ed25519.seedCount))
            guard let device = DeviceKey(bytes: keys.publicKey) else {
                throw BenchError.refused("a device key is malformed")
            }
            let dot = try author.append(
                [.grant(Grant(device: device, role: .station, name: "gate \(number + 1)"))],
                time: HybridTimestamp(milliseconds: start + UInt64(number)),
                credential: credential)
            devices.append((keys, dot))
        }
        return devices
    }

    /// Enrols people, each with a ticket.
    private static func enrol(
        _ count: Int, by author: inout BenchAuthor, _ credential: Dot, tags: TagKey,
        _ generator: inout SeededGenerator
    ) throws -> [Dot] {
        var dots: [Dot] = []
        dots.reserveCapacity(count)
        while dots.count < count {
            let first = dots.count
            let people = first..<min(count, first + deltaOperations)
            let enrolling = people.map { _ in
                Operation.enrol(
                    Enrolment(person: PersonID(high: generator.next(), low: generator.next())))
            }
            let time = HybridTimestamp(milliseconds: start + 1_000 + UInt64(first))
            let dot = try author.append(enrolling, time: time, credential: credential)
            dots += people.map { Dot(dot.author, dot.sequence + UInt64($0 - first)) }
            let tickets = people.map { person in
                Operation.alias(
                    Alias(
                        person: .enrolment(dots[person]), kind: .ticket,
                        tag: tags.tag(.ticket, ticket(person))))
            }
            try author.append(
                tickets, time: time.advanced(by: UInt64(people.count)), credential: credential)
        }
        return dots
    }

    // MARK: - Use

    /// A replica on a fresh copy of the template.
    func replica(_ name: String) throws -> Replica {
        let path = scratch + "/" + name
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        for file in ["device.key", "device.name", database] {
            try FileManager.default.copyItem(
                atPath: template + "/" + file, toPath: path + "/" + file)
        }
        return try Replica(folder: DataFolder(path: path), environment: environment)
    }

    /// The path of a file beside the replicas.
    func path(_ name: String) -> String { scratch + "/" + name }

    private var database: String {
        let path = DataFolder(path: template).databasePath(of: space)
        return String(path.dropFirst(template.count + 1))
    }

    /// Applies runs, and checks that every one was taken.
    static func apply(_ runs: [[UInt8]], to replica: Replica) throws {
        for outcome in try replica.apply(runs) {
            guard case .applied = outcome else {
                throw BenchError.refused("a run was answered with \(outcome)")
            }
        }
        try replica.checkpointIfDue()
    }

    /// Moves everything into the database file, so that it can be copied alone.
    private static func truncateLog(at path: String) throws {
        let database = try Database(path: path)
        guard try database.checkpoint(.truncate).isComplete else {
            throw BenchError.refused("the template couldn't be checkpointed")
        }
    }
}

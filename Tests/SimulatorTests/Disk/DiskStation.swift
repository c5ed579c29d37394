import Replica
import SQLite
import Simulator

/// A real replica on a faulty disk, which remembers what it was told is done.
final class DiskStation {
    let folder: DiskFolder
    private let world: DiskWorld
    private(set) var replica: Replica?
    /// Every operation that was acknowledged, `author:seq`.
    private(set) var acknowledged: [String] = []
    /// How many check-ins failed.
    private(set) var failures = 0
    private var turn = 0

    var disk: FaultyDisk { folder.disk }

    /// A new space with six people.
    init(seed: UInt64 = 1) throws {
        folder = try DiskFolder(seed: seed)
        world = DiskWorld(seed: seed)
        let data = DataFolder(path: folder.path + "/0")
        try data.initialise(name: "Portão", environment: environment)
        let made = try Replica.createSpace(
            in: data, settings: SpaceSettings(name: "Congresso"), environment: environment
        ).replica
        for index in 0..<6 {
            _ = try made.walkIn(name: "P \(index)", email: "p\(index)@example.com")
        }
        replica = made
        try checkIn()
    }

    var environment: Environment {
        let world = world
        return Environment(
            wallMilliseconds: { world.now() }, randomBytes: { world.bytes($0) },
            machineID: "test-machine", stateFolder: folder.path + "/state",
            vfsName: folder.disk.vfsName)
    }

    var databasePath: String {
        DataFolder(path: folder.path + "/0").databasePaths.first ?? ""
    }

    /// Ends the process, so to say.
    func close() { replica = nil }

    /// Starts it again.
    @discardableResult
    func open() throws -> Replica {
        close()
        let opened = try Replica(
            folder: DataFolder(path: folder.path + "/0"), environment: environment)
        replica = opened
        return opened
    }

    /// Checks the next person in or out; what returns was acknowledged.
    @discardableResult
    func checkIn(id: String? = nil) throws -> VerdictReport {
        let subject = "p\(turn % 6)@example.com"
        let isExit = turn / 6 % 2 == 1
        turn += 1
        guard let replica else { throw ReplicaError(.storage, "The station is closed.") }
        do {
            let report = try replica.checkIn(
                CheckinRequest(
                    subject: subject, gate: "A", operatorName: nil, isExit: isExit,
                    operationID: id, overrideReason: nil),
                contact: ContactState(), language: "en")
            acknowledged.append(report.operation)
            return report
        } catch {
            failures += 1
            throw error
        }
    }

    /// Every operation in the log.
    func held() throws -> Set<String> {
        var held: Set<String> = []
        try open().log { held.insert($0.operation) }
        return held
    }
}

import CRDT
import Replica
import Testing

/// Replicas on which something happened, told to the second: 23 November 2026, São Paulo time.
final class ConflictScenario {
    let cluster: TestCluster
    /// 2026-11-23T12:50:00Z, 09:50 in São Paulo.
    static let start: UInt64 = 1_795_438_200_000

    /// A coordinator and stations that know the time zone and Ana.
    init(stations: Int = 2) throws {
        cluster = try TestCluster(stations: stations, seed: 7)
        for world in cluster.worlds { world.set(Self.start) }
        var organiser = try HandWrittenLog("Organização", .organiser, in: cluster)
        try organiser.append(
            at: Self.start,
            [
                .write(
                    RegisterWrite(
                        key: RegisterKey(.space, .timezone),
                        value: Array("America/Sao_Paulo".utf8)))
            ])
        try organiser.deliver(to: cluster.replicas[0])
        _ = try cluster.replicas[0].walkIn(name: "Ana Souza", email: "ana@example.com")
        _ = try cluster.replicas[0].walkIn(name: "Beto Lima", email: "beto@example.com")
        try cluster.syncAll()
    }

    var coordinator: Replica { cluster.replicas[0] }
    var first: Replica { cluster.replicas[1] }
    var second: Replica { cluster.replicas[2] }

    /// Sets all clocks to a time of the day, `hh:mm:ss` in São Paulo.
    func at(_ time: String) {
        for world in cluster.worlds { world.set(Self.milliseconds(time)) }
    }

    static func milliseconds(_ time: String) -> UInt64 {
        let parts = time.split(separator: ":").compactMap { UInt64($0) }
        let seconds = parts.reduce(0) { $0 * 60 + $1 }
        return start - (9 * 3600 + 50 * 60) * 1000 + seconds * 1000
    }

    func syncAll() throws { try cluster.syncAll() }

    /// Two isolated gates admit Ana; the second had last heard the first at 09:58:12.
    static func doubleAdmission() throws -> ConflictScenario {
        let scenario = try ConflictScenario()
        scenario.at("09:57:00")
        try scenario.first.checkIn("beto@example.com", gate: "Portão A")
        try scenario.syncAll()
        scenario.at("09:58:12")
        try scenario.second.witness()
        scenario.at("10:02:11")
        try scenario.first.checkIn("ana@example.com", gate: "Portão A", operatorName: "Bia")
        scenario.at("10:03:40")
        try scenario.second.checkIn("ana@example.com", gate: "Portão B")
        try scenario.syncAll()
        return scenario
    }

    static func duplicateSeen() throws -> ConflictScenario {
        let scenario = try ConflictScenario()
        scenario.at("10:02:11")
        try scenario.first.checkIn("ana@example.com", gate: "Portão A", operatorName: "Bia")
        try scenario.syncAll()
        scenario.at("10:05:00")
        try scenario.second.checkIn("ana@example.com", gate: "Portão B")
        scenario.at("10:06:30")
        try scenario.second.checkIn("ana@example.com", gate: "Portão B", operatorName: "Caio")
        try scenario.syncAll()
        return scenario
    }

    static func replaySameDevice() throws -> ConflictScenario {
        let scenario = try ConflictScenario()
        scenario.at("10:02:11")
        try scenario.first.checkIn("ana@example.com", gate: "Portão A")
        scenario.at("10:02:14")
        try scenario.first.checkIn("ana@example.com", gate: "Portão A")
        try scenario.syncAll()
        return scenario
    }

    static func override() throws -> ConflictScenario {
        let scenario = try ConflictScenario()
        scenario.at("10:02:11")
        try scenario.first.checkIn("ana@example.com", gate: "Portão A")
        try scenario.syncAll()
        scenario.at("10:06:00")
        try scenario.second.checkIn(
            "ana@example.com", override: "crachá perdido", gate: "Portão B", operatorName: "Caio")
        try scenario.syncAll()
        return scenario
    }

    static func cancelledButPresent() throws -> ConflictScenario {
        let scenario = try ConflictScenario()
        scenario.at("10:02:11")
        try scenario.first.checkIn("ana@example.com", gate: "Portão A")
        scenario.at("10:20:00")
        _ = try scenario.coordinator.cancel("ana@example.com", operatorName: "Davi")
        try scenario.syncAll()
        return scenario
    }

    static func reentryUnconfirmed() throws -> ConflictScenario {
        let scenario = try ConflictScenario()
        scenario.at("10:02:11")
        try scenario.first.checkIn("ana@example.com", gate: "Portão A")
        scenario.at("10:30:00")
        try scenario.first.checkIn("ana@example.com", exit: true, gate: "Portão A")
        scenario.at("11:00:00")
        try scenario.second.checkIn("ana@example.com", gate: "Portão B")
        try scenario.syncAll()
        return scenario
    }

    static func fieldConflict() throws -> ConflictScenario {
        let scenario = try ConflictScenario()
        scenario.at("10:00:00")
        _ = try scenario.first.update(
            "ana@example.com", with: PersonForm(category: "palestrante"), operatorName: "Bia")
        scenario.at("10:01:00")
        _ = try scenario.second.update("ana@example.com", with: PersonForm(category: "ouvinte"))
        try scenario.syncAll()
        return scenario
    }

    static func identityCandidate() throws -> ConflictScenario {
        let scenario = try ConflictScenario()
        scenario.at("10:00:00")
        _ = try scenario.first.walkIn(name: "Maria Silva", email: "familia@example.com")
        scenario.at("10:01:00")
        _ = try scenario.second.walkIn(name: "José Silva", email: "familia@example.com")
        try scenario.syncAll()
        return scenario
    }
}

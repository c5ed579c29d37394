import CRDT
import Replica
import Testing

/// Scenarios that take a log written by hand.
extension ConflictScenario {
    /// A station's clock is ten minutes ahead; two others have seen what it wrote.
    static func clockSuspect() throws -> ConflictScenario {
        let scenario = try ConflictScenario(stations: 3)
        scenario.at("10:00:00")
        scenario.cluster.worlds[3].advance(600_000)
        try scenario.cluster.replicas[3].checkIn("ana@example.com", gate: "Portão C")
        try scenario.syncAll()
        try scenario.first.witness()
        try scenario.second.witness()
        try scenario.syncAll()
        return scenario
    }

    /// A device is revoked beyond what it had written before 10:00; it admitted Ana at 10:02:11.
    static func revokedAfterAdmission() throws -> ConflictScenario {
        let scenario = try ConflictScenario()
        var station = try HandWrittenLog("Portão X", .station, in: scenario.cluster)
        try station.append(at: milliseconds("09:55:00"), [.witness(Witness(heard: []))])
        let bound = station.head
        let ana = try scenario.personID("ana@example.com")
        try station.append(
            at: milliseconds("10:02:11"),
            [
                .enter(
                    Entry(
                        person: .person(ana),
                        passage: Passage(checkpoint: scenario.entrance, confidence: .isolated)))
            ])
        var organiser = try HandWrittenLog("Chefia", .organiser, in: scenario.cluster)
        try organiser.append(
            at: milliseconds("10:10:00"),
            [.revoke(Revocation(device: station.device, bounds: [bound]))])
        try station.deliver(to: scenario.coordinator)
        try organiser.deliver(to: scenario.coordinator)
        try scenario.syncAll()
        return scenario
    }

    /// A station's log goes on in two ways from 10:02:11: each copy admits Ana.
    static func forkedAuthor() throws -> ConflictScenario {
        let scenario = try ConflictScenario()
        var one = try HandWrittenLog("Portão X", .station, in: scenario.cluster)
        try one.append(at: milliseconds("09:55:00"), [.label(Label(.gate("Portão X")))])
        var other = one
        let ana = try scenario.personID("ana@example.com")
        let passage = Passage(checkpoint: scenario.entrance, gate: 1)
        try one.append(
            at: milliseconds("10:02:11"), [.enter(Entry(person: .person(ana), passage: passage))])
        try other.append(
            at: milliseconds("10:03:40"), [.enter(Entry(person: .person(ana), passage: passage))])
        try one.deliver(to: scenario.first)
        try other.deliver(to: scenario.second)
        try scenario.syncAll()
        return scenario
    }

    /// An observer enrols somebody, which its role doesn't permit.
    static func quarantined(count: Int = 2) throws -> ConflictScenario {
        let scenario = try ConflictScenario()
        var observer = try HandWrittenLog("Telão", .observer, in: scenario.cluster)
        for number in 0..<count {
            let person = PersonID(high: 0xFEED, low: UInt64(number))
            try observer.append(
                at: milliseconds("10:00:00"), [.enrol(Enrolment(person: person))])
        }
        try observer.deliver(to: scenario.coordinator)
        try scenario.syncAll()
        return scenario
    }

    func personID(_ text: String) throws -> PersonID {
        let id = try coordinator.person(text).id
        return try #require(PersonID(hex: id))
    }

    /// The checkpoint that all gates share.
    var entrance: CheckpointID {
        LogHash.checkpoint("entrance", space: coordinator.space)
    }
}

extension ConflictScenario {
    /// Another gate admits Ana, who is inside already, without having heard of it.
    static func isolatedEntry(in scenario: ConflictScenario) throws -> ConflictScenario {
        var station = try HandWrittenLog("Portão Y", .station, in: scenario.cluster)
        let ana = try scenario.personID("ana@example.com")
        try station.append(
            at: milliseconds("10:01:00"),
            [
                .enter(
                    Entry(
                        person: .person(ana), passage: Passage(checkpoint: scenario.entrance)))
            ])
        try station.deliver(to: scenario.coordinator)
        try scenario.syncAll()
        return scenario
    }
}

import CRDT
import Foundation
import Replica
import Testing

/// What is a conflict, and what isn't.
@Suite struct ConflictDerivationTests {
    @Test func peopleInAndOutInKnowledgeOfEachOtherAreNoConflict() throws {
        let scenario = try ConflictScenario()
        for hour in ["10", "11", "12"] {
            scenario.at("\(hour):00:00")
            try scenario.first.checkIn("ana@example.com")
            try scenario.syncAll()
            scenario.at("\(hour):30:00")
            try scenario.second.checkIn("ana@example.com", exit: true)
            try scenario.syncAll()
        }
        #expect(try scenario.coordinator.conflicts(language: "en").isEmpty)
    }

    @Test func aWalkInAtTwoGatesWithOneCPFIsOneDoubleAdmission() throws {
        let scenario = try ConflictScenario()
        let cpf = "529.982.247-25"
        scenario.at("10:00:00")
        _ = try scenario.first.walkIn(name: "Rui Melo", cpf: cpf)
        try scenario.first.checkIn(cpf, gate: "Portão A")
        scenario.at("10:01:00")
        _ = try scenario.second.walkIn(name: "Rui Melo", cpf: cpf)
        try scenario.second.checkIn(cpf, gate: "Portão B")
        try scenario.syncAll()
        let reports = try scenario.cluster.replicas.map { try $0.conflicts(language: "en") }
        #expect(Set(reports).count == 1)
        let report = try #require(reports.first?.first)
        #expect(reports.first?.count == 1)
        #expect(report.conflictClass == "double_admission")
        #expect(report.person?.name == "Rui Melo")
    }

    @Test func sayingThatTwoPeopleAreTwoSettlesTheCandidate() throws {
        let scenario = try ConflictScenario.identityCandidate()
        let report = try #require(
            try ConflictSentenceTests.only(scenario.coordinator, .identityCandidate))
        let id = try #require(report.person?.id)
        let first = try #require(PersonID(hex: id))
        let people = try scenario.coordinator.people(matching: "familia@example.com")
        let second = try #require(
            people.compactMap { PersonID(hex: $0.id) }.first { $0 != first })
        for kind in Relation.Kind.allCases {
            let copy = try ConflictScenario.identityCandidate()
            var organiser = try HandWrittenLog("Chefia", .organiser, in: copy.cluster)
            try organiser.append(
                at: ConflictScenario.milliseconds("10:10:00"),
                [.relate(Relation(kind, first, second))])
            try organiser.deliver(to: copy.coordinator)
            #expect(try copy.coordinator.conflicts(language: "en").isEmpty)
        }
    }

    @Test func ofTwoWrongClocksAloneBothAreNamedAndNothingIsClaimed() throws {
        let scenario = try ConflictScenario(stations: 2)
        scenario.at("10:00:00")
        scenario.cluster.worlds[2].set(0)
        try scenario.second.checkIn("beto@example.com")
        try scenario.first.checkIn("ana@example.com")
        try scenario.cluster.pull(2, from: 1)
        try scenario.second.witness()
        try scenario.cluster.pull(0, from: 2)
        try scenario.cluster.pull(0, from: 1)
        let sentences = try scenario.coordinator.conflicts(class: .clockSuspect, language: "en")
            .map(\.sentence)
        #expect(
            Set(sentences) == [
                "The clock of Portão 1 is at least 20780 d 13 h ahead of that of Portão 2; it can't "
                    + "be told which of the two is wrong.",
                "The clock of Portão 2 is at least 20780 d 13 h behind that of Portão 1; it can't be "
                    + "told which of the two is wrong.",
            ])
    }

    @Test func aClockInTheYear2100IsFoundAndDisturbsNothing() throws {
        let scenario = try ConflictScenario(stations: 3)
        scenario.at("10:00:00")
        scenario.cluster.worlds[3].set(4_102_444_800_000)
        try scenario.cluster.replicas[3].checkIn("ana@example.com")
        try scenario.syncAll()
        try scenario.first.checkIn("ana@example.com", exit: true)
        try scenario.second.witness()
        try scenario.syncAll()
        let suspects = try scenario.coordinator.conflicts(language: "en")
        #expect(suspects.map(\.conflictClass) == ["clock_suspect"])
        #expect(suspects.first?.sentence.hasPrefix("The clock of Portão 3 is at least 26") == true)
        #expect(try scenario.coordinator.digest().occupancy == 0)
    }

    @Test func moreInQuarantineReopensIt() throws {
        let scenario = try ConflictScenario.quarantined(count: 1)
        let one = try #require(
            try ConflictSentenceTests.only(scenario.coordinator, .quarantined))
        #expect(
            one.sentence
                == "One operation of Telão has no effect: the device's role does not permit that.")
        try scenario.coordinator.resolve(id: one.id, as: .ignore, language: "en")
        #expect(try scenario.coordinator.conflicts(openOnly: true, language: "en").isEmpty)
        let more = try ConflictScenario.quarantined(count: 3)
        let three = try #require(try ConflictSentenceTests.only(more.coordinator, .quarantined))
        #expect(three.sentence.hasPrefix("3 operations of Telão"))
        #expect(three.operations.count == 2)
        #expect(three.isOpen)
    }

    @Test func aProofOfAForkWithoutItsBranchIsShown() throws {
        let scenario = try ConflictScenario.forkedAuthor()
        let proofs = try scenario.coordinator.summary().proofs
        #expect(!proofs.isEmpty)
        let other = try scenario.cluster.join(9, name: "Portão 9")
        #expect(try other.accept(proofs: proofs) == proofs.count)
        let report = try #require(try ConflictSentenceTests.only(other, .forkedAuthor))
        #expect(report.operations.isEmpty)
        #expect(report.sentence.contains("goes on in 2 ways: its folder was cloned or restored."))
    }

    @Test func copiesOfOneDeviceAreNotSaidToHaveLostContact() throws {
        let scenario = try ConflictScenario.forkedAuthor()
        let report = try #require(
            try ConflictSentenceTests.only(scenario.first, .doubleAdmission, "pt-BR"))
        #expect(
            report.sentence.hasSuffix("nenhum sabia do outro: são cópias do mesmo dispositivo."))
        #expect(report.outOfContactSince == nil)
    }

    @Test func aFloodOfEntriesIsOneConflictOfBoundedSizeThatCanBeResolved() throws {
        let scenario = try ConflictScenario()
        var station = try HandWrittenLog("Portão X", .station, in: scenario.cluster)
        let ana = try scenario.personID("ana@example.com")
        let entry = Operation.enter(
            Entry(person: .person(ana), passage: Passage(checkpoint: scenario.entrance)))
        try station.append(
            at: ConflictScenario.milliseconds("10:00:00"), Array(repeating: entry, count: 600))
        try station.deliver(to: scenario.coordinator)
        let report = try #require(
            try ConflictSentenceTests.only(scenario.coordinator, .doubleAdmission))
        #expect(report.operations.count == Limits.namedDotsMaximum)
        #expect(report.sentence.hasPrefix("Ana Souza entered «entrance» 256 times: "))
        #expect(report.sentence.contains(" and 252 more; "))
        try scenario.coordinator.resolve(id: report.id, as: .ignore, language: "en")
        #expect(try scenario.coordinator.conflicts(openOnly: true, language: "en").isEmpty)
    }

    @Test func entriesThatNameEachOtherInACircleHideNothing() throws {
        let scenario = try ConflictScenario()
        var station = try HandWrittenLog("Portão X", .station, in: scenario.cluster)
        let ana = try scenario.personID("ana@example.com")
        let author = station.author
        let first = station.next.sequence
        let circle = (0..<3).map { (index: UInt64) in
            Operation.enter(
                Entry(
                    person: .person(ana), passage: Passage(checkpoint: scenario.entrance),
                    observed: [Dot(author, first + (index + 1) % 3)]))
        }
        try station.append(at: ConflictScenario.milliseconds("10:00:00"), circle)
        try station.deliver(to: scenario.coordinator)
        let report = try #require(
            try ConflictSentenceTests.only(scenario.coordinator, .doubleAdmission))
        #expect(report.isOpen)
        #expect(report.operations.count == 3)
    }

    @Test func controlCharactersInNamesAreNotShown() throws {
        let scenario = try ConflictScenario()
        var station = try HandWrittenLog("Portão X", .station, in: scenario.cluster)
        let ana = try scenario.personID("ana@example.com")
        let passage = Passage(checkpoint: scenario.entrance, gate: 1)
        try station.append(
            at: ConflictScenario.milliseconds("10:00:00"),
            [
                .label(Label(.gate("\u{1B}[31mPortão\u{202E} {person}"))),
                .enter(Entry(person: .person(ana), passage: passage)),
                .enter(Entry(person: .person(ana), passage: passage)),
            ])
        try station.deliver(to: scenario.coordinator)
        let report = try #require(
            try ConflictSentenceTests.only(scenario.coordinator, .doubleAdmission))
        #expect(report.operations.map(\.gate) == ["[31mPortão {person}", "[31mPortão {person}"])
        #expect(report.sentence.contains("at 10:00:00 at [31mPortão {person} and at 10:00:00"))
    }

    @Test func theJSONHasEveryFieldOfTheContract() throws {
        let replica = try ConflictScenario.clockSuspect().coordinator
        let report = try #require(try ConflictSentenceTests.only(replica, .clockSuspect))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(report), as: UTF8.self)
        #expect(text.contains("\"checkpoint\":null,\"class\":\"clock_suspect\",\"id\":\""))
        #expect(text.contains("\"notice\":false,\"open\":true,\"operations\":[{\"gate\":"))
        #expect(text.contains("\"operator\":null,\"time\":\"2026-11-23T13:"))
        #expect(text.contains("\"out_of_contact_since\":null,\"person\":null,\"resolved\":null"))
        let again = try JSONDecoder().decode(ConflictReport.self, from: Data(text.utf8))
        #expect(again == report)
    }
}

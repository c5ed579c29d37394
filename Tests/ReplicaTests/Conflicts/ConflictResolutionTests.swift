import CRDT
import Replica
import Testing

@Suite struct ConflictResolutionTests {
    @Test(arguments: [
        (Resolution.Decision.samePerson, 1), (.twoPeople, 2), (.ignore, 2),
    ])
    func aDecisionClosesItAndOccupancyFollows(
        _ decision: Resolution.Decision, _ occupancy: Int
    ) throws {
        let scenario = try ConflictScenario.doubleAdmission()
        let conflict = try #require(
            try ConflictSentenceTests.only(scenario.coordinator, .doubleAdmission))
        let before = try scenario.coordinator.digest().occupancy
        scenario.at("10:30:00")
        let resolved = try scenario.second.resolve(
            id: String(conflict.id.prefix(8)), as: decision, operatorName: "Davi", language: "en")
        #expect(resolved.id == conflict.id)
        #expect(!resolved.isOpen)
        try scenario.syncAll()
        for replica in scenario.cluster.replicas {
            let shown = try #require(try ConflictSentenceTests.only(replica, .doubleAdmission))
            #expect(!shown.isOpen)
            #expect(shown.resolved?.decision == decision.word)
            #expect(shown.resolved?.operator == "Davi")
            #expect(shown.resolved?.device == "Portão 2")
            #expect(shown.resolved?.time == "2026-11-23T13:30:00.000Z")
            #expect(shown.resolved?.others == [])
            #expect(try replica.conflicts(openOnly: true, language: "en").isEmpty)
            // Beto is inside as well.
            #expect(try replica.digest().occupancy == before - 2 + occupancy)
        }
        #expect(Set(try scenario.cluster.digests()).count == 1)
    }

    @Test(arguments: ConflictFixture.all.filter { !$0.conflictClass.isNotice })
    func everyConflictCanBeIgnoredEverywhere(_ fixture: ConflictFixture) throws {
        let scenario = try fixture.make()
        let report = try #require(
            try ConflictSentenceTests.only(scenario.coordinator, fixture.conflictClass))
        let resolved = try scenario.first.resolve(id: report.id, as: .ignore, language: "en")
        #expect(!resolved.isOpen)
        try scenario.syncAll()
        for replica in scenario.cluster.replicas {
            let open = try replica.conflicts(
                class: fixture.conflictClass, openOnly: true, language: "en")
            #expect(open.isEmpty)
        }
        #expect(Set(try scenario.cluster.digests()).count == 1)
    }

    @Test func concurrentDecisionsStayVisibleAndTheLaterCounts() throws {
        let scenario = try ConflictScenario.doubleAdmission()
        let id = try #require(
            try ConflictSentenceTests.only(scenario.coordinator, .doubleAdmission)
        ).id
        scenario.at("10:30:00")
        try scenario.first.resolve(id: id, as: .samePerson, operatorName: "Eva", language: "en")
        scenario.at("10:31:00")
        try scenario.second.resolve(id: id, as: .twoPeople, operatorName: "Davi", language: "en")
        try scenario.syncAll()
        for replica in scenario.cluster.replicas {
            let shown = try #require(try ConflictSentenceTests.only(replica, .doubleAdmission))
            #expect(shown.resolved?.decision == "two-people")
            #expect(shown.resolved?.others.map(\.decision) == ["same-person"])
            #expect(try replica.digest().occupancy == 3)
        }
        let story = try scenario.coordinator.explain(id: id, language: "en")
        #expect(
            story.contains(
                "Resolved as two-people on 2026-11-23 at 10:31:00 at Portão 2 (with Davi)."))
        #expect(
            story.contains(
                "Also resolved as same-person on 2026-11-23 at 10:30:00 at Portão 1 (with Eva); the "
                    + "later one counts."))
    }

    @Test func aNewEntryReopensIt() throws {
        let scenario = try ConflictScenario.doubleAdmission()
        let first = try #require(
            try ConflictSentenceTests.only(scenario.coordinator, .doubleAdmission))
        try scenario.coordinator.resolve(id: first.id, as: .samePerson, language: "en")
        #expect(try scenario.coordinator.digest().occupancy == 2)
        _ = try ConflictScenario.isolatedEntry(in: scenario)
        let again = try #require(
            try ConflictSentenceTests.only(scenario.coordinator, .doubleAdmission))
        #expect(again.isOpen)
        #expect(again.operations.count == 3)
        #expect(again.sentence.hasPrefix("Ana Souza entered «entrance» 3 times: at 10:01:00"))
        #expect(try scenario.coordinator.digest().occupancy == 4)
    }

    @Test func undoingAnEntrySettlesIt() throws {
        let scenario = try ConflictScenario.doubleAdmission()
        let conflict = try #require(
            try ConflictSentenceTests.only(scenario.coordinator, .doubleAdmission))
        let later = try #require(conflict.operations.last).operation
        _ = try scenario.first.undo(UndoRequest(subject: later, reason: "lida duas vezes"))
        try scenario.syncAll()
        for replica in scenario.cluster.replicas {
            #expect(try replica.conflicts(language: "en").isEmpty)
            #expect(try replica.digest().occupancy == 2)
        }
    }

    @Test func writingTheFieldOnceMoreSettlesIt() throws {
        let scenario = try ConflictScenario.fieldConflict()
        _ = try scenario.coordinator.update(
            "ana@example.com", with: PersonForm(category: "organização"))
        try scenario.syncAll()
        #expect(try scenario.first.conflicts(language: "en").isEmpty)
    }

    @Test func enrollingAgainOrLeavingSettlesACancelledPresence() throws {
        let reactivated = try ConflictScenario.cancelledButPresent()
        _ = try reactivated.coordinator.reactivate("ana@example.com")
        #expect(try reactivated.coordinator.conflicts(language: "en").isEmpty)
        let left = try ConflictScenario.cancelledButPresent()
        try left.first.checkIn("ana@example.com", exit: true)
        #expect(try left.first.conflicts(language: "en").isEmpty)
    }

    @Test func whatCannotBeResolvedIsRefusedInWords() throws {
        let notice = try ConflictScenario.duplicateSeen()
        let id = try #require(
            try ConflictSentenceTests.only(notice.coordinator, .duplicateSeen)
        ).id
        #expect(
            throws: ReplicaError(
                .invalid, "\(id) is a notice (duplicate_seen): there is nothing to resolve.")
        ) { try notice.coordinator.resolve(id: id, as: .ignore, language: "en") }

        let field = try ConflictScenario.fieldConflict()
        let other = try #require(
            try ConflictSentenceTests.only(field.coordinator, .fieldConflict)
        ).id
        #expect(
            throws: ReplicaError(
                .invalid,
                "A conflict of class field_conflict can't be resolved as same-person, only as: ignore."
            )
        ) { try field.coordinator.resolve(id: other, as: .samePerson, language: "en") }
        try field.coordinator.resolve(id: other, as: .ignore, language: "en")
        #expect(try field.coordinator.conflicts(openOnly: true, language: "en").isEmpty)
    }

    @Test(arguments: ["", "abc", "nothexadecimal", String(repeating: "a", count: 33), "🙂🙂🙂🙂"])
    func whatIsNoBeginningOfAnIDIsRefused(_ text: String) throws {
        let replica = try ConflictScenario.doubleAdmission().coordinator
        let error = #expect(throws: ReplicaError.self) {
            try replica.conflict(id: text, language: "en")
        }
        #expect(error?.code == .invalid)
    }

    @Test func anUnknownIDIsRefused() throws {
        let replica = try ConflictScenario.doubleAdmission().coordinator
        let known = try #require(
            try ConflictSentenceTests.only(replica, .doubleAdmission)
        ).id
        let unknown = known.hasPrefix("0000") ? "ffff" : "0000"
        let error = #expect(throws: ReplicaError.self) {
            try replica.explain(id: unknown, language: "en")
        }
        #expect(error?.code == .notFound)
        #expect(try replica.conflict(id: known.uppercased(), language: "en").id == known)
    }

    @Test func anObserverMayNotDecide() throws {
        let scenario = try ConflictScenario.doubleAdmission()
        let observer = try scenario.cluster.join(8, name: "Telão", role: .observer)
        try TestCluster.pull(observer, from: scenario.coordinator)
        let id = try #require(try ConflictSentenceTests.only(observer, .doubleAdmission)).id
        let error = #expect(throws: ReplicaError.self) {
            try observer.resolve(id: id, as: .ignore, language: "en")
        }
        #expect(error?.code == .notPermitted)
    }
}

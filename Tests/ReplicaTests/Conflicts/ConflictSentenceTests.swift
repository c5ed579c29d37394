import CRDT
import Replica
import Testing

/// What people read, word by word, in both languages.
@Suite struct ConflictSentenceTests {
    @Test(arguments: ConflictFixture.all)
    func eachClassHasExactlyThisSentenceOnEveryReplica(_ fixture: ConflictFixture) throws {
        let scenario = try fixture.make()
        for (language, expected) in [("pt-BR", fixture.portuguese), ("en", fixture.english)] {
            let reports = try scenario.coordinator.conflicts(
                class: fixture.conflictClass, language: language)
            #expect(reports.map(\.sentence) == [expected])
            #expect(reports.map(\.isOpen) == [!fixture.conflictClass.isNotice])
            #expect(reports.map(\.isNotice) == [fixture.conflictClass.isNotice])
        }
        let open = try scenario.coordinator.conflicts(
            class: fixture.conflictClass, openOnly: true, language: "en")
        #expect(open.isEmpty == fixture.conflictClass.isNotice)
        #expect(Set(try scenario.cluster.digests()).count == 1)
        let told = try scenario.cluster.replicas.map { try $0.conflicts(language: "en") }
        #expect(Set(told).count == 1)
    }

    @Test func theStoryOfADoubleAdmission() throws {
        let replica = try ConflictScenario.doubleAdmission().coordinator
        let conflict = try #require(try Self.only(replica, .doubleAdmission))
        let one = try #require(conflict.operations.first).operation
        let two = try #require(conflict.operations.last).operation
        let story = try replica.explain(id: String(conflict.id.prefix(6)), language: "pt-BR")
        #expect(
            story == [
                "Conflito \(conflict.id), classe double_admission, de 2026-11-23.",
                "1. 10:02:11, Portão A (com Bia): entrada de Ana Souza em «entrance»; veredito "
                    + "registrado: ok, confirmed. Operação \(one).",
                "   Não tinha visto entrada nem saída anterior desta pessoa aqui.",
                "   Não há registro de contato com o Portão B.",
                "2. 10:03:40, Portão B: entrada de Ana Souza em «entrance»; veredito registrado: "
                    + "ok, confirmed. Operação \(two).",
                "   Não tinha visto entrada nem saída anterior desta pessoa aqui.",
                "   Tinha ouvido o Portão A pela última vez às 09:58:12.",
                "Conclusão: \(ConflictFixture.doubleAdmission.portuguese)",
                "Em aberto: ninguém resolveu ainda.",
                "Para resolver: nexstage-peer conflicts resolve \(conflict.id.prefix(12)) --as "
                    + "same-person|two-people|ignore",
                "Para desfazer a entrada posterior: nexstage-peer undo \(two)",
            ])
    }

    @Test func theStoryOfANoticeSaysWhatTheGateHadSeen() throws {
        let replica = try ConflictScenario.duplicateSeen().coordinator
        let notice = try #require(try Self.only(replica, .duplicateSeen))
        let story = try replica.explain(id: notice.id, language: "en")
        #expect(story.contains("   It had seen: entry at 10:02:11 at Portão A (with Bia)."))
        #expect(story.last == "This is for information; nothing has to be done.")
        #expect(!story.contains { $0.contains("nexstage-peer") })
    }

    @Test func theStoryWarnsOfAWrongClockThatTakesPart() throws {
        let scenario = try ConflictScenario.clockSuspect()
        scenario.at("10:01:00")
        let late = try ConflictScenario.isolatedEntry(in: scenario)
        let conflict = try #require(try Self.only(late.coordinator, .doubleAdmission))
        let story = try late.coordinator.explain(id: conflict.id, language: "pt-BR")
        #expect(
            story.contains(
                "Relógio: O relógio de Portão 3 está pelo menos 10 min adiantado em relação ao de "
                    + "Portão 2."))
    }

    @Test func aNameThatIsNotHereIsReplacedByAShortID() throws {
        let scenario = try ConflictScenario.doubleAdmission()
        let stranger = try scenario.cluster.join(9, name: "Sem nomes")
        for head in try scenario.coordinator.summary().frontier.heads {
            guard
                case .run(let bytes, _) = try scenario.coordinator.run(
                    of: head.author, branch: nil, after: 0, expecting: nil,
                    maximumBytes: 1 << 20)
            else { continue }
            _ = try stranger.apply([bytes])
        }
        let known = try #require(try Self.only(scenario.coordinator, .doubleAdmission))
        let nameless = try #require(try Self.only(stranger, .doubleAdmission, "pt-BR"))
        let id = try #require(nameless.person?.id)
        #expect(nameless.id == known.id)
        #expect(nameless.person?.name == nil)
        #expect(nameless.operations.first?.operator == nil)
        #expect(
            nameless.sentence.hasPrefix(
                "(nome não disponível) \(id.prefix(8)) entrou duas vezes em «entrance»: às 10:02:11 "
                    + "no Portão A (com (nome não disponível)) e"))
    }

    @Test func timesOnSeveralDaysCarryTheirDay() throws {
        let scenario = try ConflictScenario()
        scenario.at("10:00:00")
        try scenario.first.checkIn("ana@example.com", gate: "Portão A")
        scenario.at("34:30:00")
        try scenario.second.checkIn("ana@example.com", gate: "Portão B")
        try scenario.syncAll()
        let conflict = try #require(try Self.only(scenario.coordinator, .doubleAdmission))
        #expect(
            conflict.sentence
                == "Ana Souza entered «entrance» twice: on 2026-11-23 at 10:00:00 at Portão A and on "
                + "2026-11-24 at 10:30:00 at Portão B; neither knew of the other: no earlier contact "
                + "between them is recorded.")
    }

    static func only(
        _ replica: Replica, _ conflictClass: ConflictClass, _ language: String = "en"
    ) throws -> ConflictReport? {
        let reports = try replica.conflicts(class: conflictClass, language: language)
        #expect(reports.count == 1)
        return reports.first
    }
}

import CRDT
import Replica

/// A scenario for each class, with its sentence in both languages.
struct ConflictFixture: Sendable, CustomStringConvertible {
    let conflictClass: ConflictClass
    let make: @Sendable () throws -> ConflictScenario
    let portuguese: String
    let english: String

    var description: String { conflictClass.word }

    static let all = [
        doubleAdmission, duplicateSeen, replaySameDevice, override, cancelledButPresent,
        reentryUnconfirmed, fieldConflict, identityCandidate, clockSuspect,
        revokedAfterAdmission, forkedAuthor, quarantined,
    ]

    static let doubleAdmission = ConflictFixture(
        conflictClass: .doubleAdmission, make: { try .doubleAdmission() },
        portuguese: """
            Ana Souza entrou duas vezes em «entrance»: às 10:02:11 no Portão A (com Bia) e às \
            10:03:40 no Portão B; nenhum sabia do outro: o Portão B tinha ouvido o Portão A pela \
            última vez às 09:58:12.
            """,
        english: """
            Ana Souza entered «entrance» twice: at 10:02:11 at Portão A (with Bia) and at 10:03:40 \
            at Portão B; neither knew of the other: Portão B had last heard Portão A at 09:58:12.
            """)

    static let duplicateSeen = ConflictFixture(
        conflictClass: .duplicateSeen, make: { try .duplicateSeen() },
        portuguese: """
            Ana Souza já tinha entrado em «entrance» às 10:02:11 no Portão A (com Bia); leitura \
            recusada às 10:05:00 no Portão B e às 10:06:30 no Portão B (com Caio).
            """,
        english: """
            Ana Souza had already entered «entrance» at 10:02:11 at Portão A (with Bia); scan \
            refused at 10:05:00 at Portão B and at 10:06:30 at Portão B (with Caio).
            """)

    static let replaySameDevice = ConflictFixture(
        conflictClass: .replaySameDevice, make: { try .replaySameDevice() },
        portuguese: """
            Ana Souza: o mesmo dispositivo leu o ingresso de novo em «entrance»: entrada às \
            10:02:11 no Portão A; leitura repetida às 10:02:14 no Portão A.
            """,
        english: """
            Ana Souza: the same device read the ticket again at «entrance»: admitted at 10:02:11 \
            at Portão A; read again at 10:02:14 at Portão A.
            """)

    static let override = ConflictFixture(
        conflictClass: .override, make: { try .override() },
        portuguese: """
            Ana Souza entrou em «entrance» às 10:06:00 no Portão B (com Caio) por decisão da \
            supervisão (motivo: «crachá perdido»); já constava a entrada às 10:02:11 no Portão A.
            """,
        english: """
            Ana Souza entered «entrance» at 10:06:00 at Portão B (with Caio) by a supervisor's \
            decision (reason: «crachá perdido»); an entry at 10:02:11 at Portão A was known.
            """)

    static let cancelledButPresent = ConflictFixture(
        conflictClass: .cancelledButPresent, make: { try .cancelledButPresent() },
        portuguese: """
            Ana Souza está dentro de «entrance» (entrou às 10:02:11 no Portão A), mas a inscrição \
            foi cancelada às 10:20:00 no Coordenação (com Davi).
            """,
        english: """
            Ana Souza is inside «entrance» (entered at 10:02:11 at Portão A), but the enrolment \
            was cancelled at 10:20:00 at Coordenação (with Davi).
            """)

    static let reentryUnconfirmed = ConflictFixture(
        conflictClass: .reentryUnconfirmed, make: { try .reentryUnconfirmed() },
        portuguese: """
            Ana Souza entrou duas vezes em «entrance»: às 10:02:11 no Portão A e às 11:00:00 no \
            Portão B; o último portão ainda não sabia da saída entre as entradas.
            """,
        english: """
            Ana Souza entered «entrance» twice: at 10:02:11 at Portão A and at 11:00:00 at \
            Portão B; the later gate had not heard of the exit in between.
            """)

    static let fieldConflict = ConflictFixture(
        conflictClass: .fieldConflict, make: { try .fieldConflict() },
        portuguese: """
            Ana Souza: a categoria tem 2 valores ao mesmo tempo: «palestrante» às 10:00:00 no \
            Portão 1 (com Bia) e «ouvinte» às 10:01:00 no Portão 2; quem escreveu um não sabia do \
            outro. Por ora vale «ouvinte».
            """,
        english: """
            Ana Souza: the category has 2 values at once: «palestrante» at 10:00:00 at Portão 1 \
            (with Bia) and «ouvinte» at 10:01:00 at Portão 2; neither writer knew of the other. \
            For now «ouvinte» counts.
            """)

    static let identityCandidate = ConflictFixture(
        conflictClass: .identityCandidate, make: { try .identityCandidate() },
        portuguese: "Maria Silva e José Silva têm o mesmo e-mail e podem ser a mesma pessoa.",
        english: "Maria Silva and José Silva have the same e-mail and may be one person.")

    static let clockSuspect = ConflictFixture(
        conflictClass: .clockSuspect, make: { try .clockSuspect() },
        portuguese: """
            O relógio de Portão 3 está pelo menos 10 min adiantado em relação ao de Portão 2.
            """,
        english: "The clock of Portão 3 is at least 10 min ahead of that of Portão 2.")

    static let revokedAfterAdmission = ConflictFixture(
        conflictClass: .revokedAfterAdmission, make: { try .revokedAfterAdmission() },
        portuguese: """
            Ana Souza entrou em «entrance» às 10:02:11 no Portão X por um dispositivo que foi \
            revogado; a entrada aconteceu, mas não conta.
            """,
        english: """
            Ana Souza entered «entrance» at 10:02:11 at Portão X through a device that was \
            revoked; the entry happened, but does not count.
            """)

    static let forkedAuthor = ConflictFixture(
        conflictClass: .forkedAuthor, make: { try .forkedAuthor() },
        portuguese: """
            O registro de Portão X continua de 2 formas desde a operação escrita às 10:02:11: a \
            pasta foi clonada ou restaurada. As entradas de todas as cópias valem; o resto espera \
            uma decisão.
            """,
        english: """
            The log of Portão X goes on in 2 ways since the operation written at 10:02:11: its \
            folder was cloned or restored. Admissions of every copy count; everything else waits \
            for a decision.
            """)

    static let quarantined = ConflictFixture(
        conflictClass: .quarantined, make: { try .quarantined() },
        portuguese: "2 operações de Telão estão sem efeito: o papel do dispositivo não permite.",
        english: "2 operations of Telão have no effect: the device's role does not permit that.")
}

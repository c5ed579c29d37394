internal import CRDT
internal import Foundation

/// The sentences that a gate shows with a verdict: one table, pt-BR and English side by side.
struct VerdictStrings {
    let language: SentenceLanguage
    let zone: TimeZone

    func explanation(
        _ verdict: Verdict, first: AttendanceDetail?, admission: VerdictReport.Admission?,
        matches: Int, cancelledAt: UInt64?, operatorName: String?
    ) -> String {
        switch verdict {
        case .admitted(.override):
            return language.choose(
                en: "Admitted by a supervisor's decision.",
                pt: "Entrada liberada por decisão da supervisão.")
        case .admitted: return language.choose(en: "Welcome.", pt: "Bem-vindo(a).")
        case .out: return language.choose(en: "Left. See you soon.", pt: "Saiu. Até logo.")
        case .alreadyIn: return alreadyIn(first, admission)
        case .stop(let reason): return stop(reason, matches: matches, cancelledAt: cancelledAt)
        }
    }

    private func alreadyIn(
        _ first: AttendanceDetail?, _ admission: VerdictReport.Admission?
    ) -> String {
        guard let first, let admission else {
            return language.choose(en: "Already in.", pt: "Já entrou.")
        }
        let time = TimeText.clock(milliseconds: first.wallMilliseconds, zone: zone)
        let name = admission.operator
        return language.choose(
            en: "Already in since \(time), \(admission.gate)\(name.map { ", with \($0)" } ?? "").",
            pt: "Já entrou \(time), \(admission.gate)\(name.map { ", com \($0)" } ?? "").")
    }

    private func stop(_ reason: ReasonCode, matches: Int, cancelledAt: UInt64?) -> String {
        switch reason {
        case .unknownTicket:
            return language.choose(
                en: "This replica doesn't know that code. Check that it is for this event, or "
                    + "search by name.",
                pt: "Este código não é conhecido aqui. Confira se é deste evento, ou busque pelo "
                    + "nome.")
        case .ambiguous:
            return language.choose(
                en: "\(matches) people fit. Use the e-mail, the CPF or the ticket.",
                pt: "\(matches) pessoas combinam. Use o e-mail, o CPF ou o ingresso.")
        case .canceled:
            let time = cancelledAt.map { TimeText.dayAndClock(milliseconds: $0, zone: zone) }
            return language.choose(
                en: "Enrolment cancelled\(time.map { " on \($0)" } ?? "").",
                pt: "Inscrição cancelada\(time.map { " em \($0)" } ?? "").")
        case .blocked:
            return language.choose(
                en: "Blocked by the organisers. Send the person to the desk.",
                pt: "Bloqueado pela organização. Encaminhe à secretaria.")
        case .invalidTime:
            return language.choose(
                en: "It is not open now. Check the time and the room on the programme.",
                pt: "Não está aberto agora. Confira a hora e a sala na programação.")
        case .product:
            return language.choose(
                en: "This ticket's category is not let in here.",
                pt: "A categoria deste ingresso não dá acesso aqui.")
        case .rules:
            return language.choose(
                en: "This activity was cancelled, or its door is closed.",
                pt: "Esta atividade foi cancelada, ou a porta está fechada.")
        case .capacity:
            return language.choose(
                en: "It is full. Let somebody in when somebody leaves.",
                pt: "Está lotado. Deixe entrar quando alguém sair.")
        case .ok, .alreadyRedeemed, .invalid, .revoked, .override:
            return language.choose(en: "Not admitted.", pt: "Entrada não permitida.")
        }
    }
}

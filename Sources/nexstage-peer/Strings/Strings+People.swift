import Replica

/// People, imports and exports.
extension Strings {
    func outcome(_ report: EnrolmentReport) -> String {
        let name = report.person.name ?? report.person.id
        return switch report.outcome {
        case .enrolled: choose(en: "Enrolled: \(name)", pt: "Inscrição feita: \(name)")
        case .found:
            choose(en: "Known already: \(name)", pt: "Já era conhecido(a): \(name)")
        case .cancelled: choose(en: "Cancelled: \(name)", pt: "Inscrição cancelada: \(name)")
        case .reactivated: choose(en: "Enrolled again: \(name)", pt: "Inscrição reativada: \(name)")
        case .updated: choose(en: "Changed: \(name)", pt: "Alterado: \(name)")
        case .unchanged: choose(en: "Nothing to change: \(name)", pt: "Nada a mudar: \(name)")
        }
    }
    func nextCheckin(_ id: String) -> String {
        choose(en: "To let them in: checkin \(id)", pt: "Para deixar entrar: checkin \(id)")
    }

    func enrolment(_ isEnrolled: Bool) -> String {
        isEnrolled
            ? choose(en: "enrolled", pt: "inscrito(a)")
            : choose(en: "not enrolled", pt: "sem inscrição")
    }
    func presence(_ isPresent: Bool) -> String {
        isPresent ? choose(en: "inside", pt: "dentro") : choose(en: "outside", pt: "fora")
    }
    func nobody(_ text: String) -> String {
        choose(
            en: "Nobody fits «\(text)». Try the beginning of a name, the e-mail, the CPF or the "
                + "ticket.",
            pt: "Ninguém combina com «\(text)». Tente o começo de um nome, o e-mail, o CPF ou o "
                + "ingresso.")
    }
    var labelEmail: String { "e-mail" }
    var labelCPF: String { "CPF" }
    var labelPhone: String { choose(en: "phone", pt: "telefone") }
    var labelTicket: String { choose(en: "ticket", pt: "ingresso") }
    var labelNotes: String { choose(en: "notes", pt: "observações") }
    var labelCategory: String { choose(en: "category", pt: "categoria") }
    var labelIDs: String { choose(en: "ids", pt: "ids") }
    var knownByHash: String { choose(en: "(known by hash)", pt: "(conhecido por hash)") }
    var headingEnrolments: String { choose(en: "Enrolments", pt: "Inscrições") }
    var headingAttendance: String { choose(en: "Attendance", pt: "Presença") }
    func direction(_ word: String) -> String {
        word == "out" ? choose(en: "out", pt: "saiu") : choose(en: "in", pt: "entrou")
    }
    func status(ofOperation word: String) -> String {
        switch word {
        case "effective": choose(en: "effective", pt: "vale")
        case "cancelled": choose(en: "cancelled", pt: "cancelada")
        case "undone": choose(en: "undone", pt: "desfeita")
        case "permitted": ""
        default: word
        }
    }

    var importing: String { choose(en: "Importing", pt: "Importando") }
    func imported(_ report: ImportReport) -> String {
        let intro =
            report.isDryRun
            ? choose(en: "Dry run, nothing written: ", pt: "Simulação, nada foi gravado: ") : ""
        return intro
            + choose(
                en: "\(report.added) added, \(report.updated) updated, \(report.unchanged) "
                    + "unchanged, \(report.refused.count) refused.",
                pt: "\(report.added) novos, \(report.updated) atualizados, \(report.unchanged) "
                    + "iguais, \(report.refused.count) recusados.")
    }
    func refusedRow(line: Int, reason: String) -> String {
        choose(en: "line \(line): \(reason)", pt: "linha \(line): \(reason)")
    }
    func moreRefused(_ count: Int) -> String {
        choose(
            en: "… and \(count) more; see all with --json.",
            pt: "… e mais \(count); veja todos com --json.")
    }
    func exported(_ path: String) -> String {
        choose(en: "Written to \(path)", pt: "Gravado em \(path)")
    }
}

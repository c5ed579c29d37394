import Replica

/// The programme and its activities.
extension Strings {
    func scheduleImported(_ report: ScheduleReport) -> String {
        let missing =
            report.missing == 0
            ? ""
            : choose(
                en: " \(report.missing) known here are not in the file.",
                pt: " \(report.missing) conhecidas aqui não estão no arquivo.")
        return choose(
            en: "\(report.added) added, \(report.updated) updated, \(report.unchanged) unchanged, "
                + "\(report.refused.count) refused.",
            pt: "Atividades: novas \(report.added), atualizadas \(report.updated), iguais "
                + "\(report.unchanged), recusadas \(report.refused.count).") + missing
    }
    func programmeNote(_ note: ScheduleReport.Note) -> String {
        let line =
            note.line == 0 ? "" : choose(en: "line \(note.line), ", pt: "linha \(note.line), ")
        return line + "«\(note.activity)»: " + note.reason
    }
    var noActivities: String {
        choose(
            en: "No activities. Bring a programme in: import schedule FILE",
            pt: "Nenhuma atividade. Traga uma programação: import schedule ARQUIVO")
    }
    func attendance(_ activity: ActivityReport) -> String {
        let room = activity.capacity.map { "/\($0)" } ?? ""
        return choose(
            en: "\(activity.inside)\(room) in, \(activity.attended) came",
            pt: "\(activity.inside)\(room) dentro, \(activity.attended) vieram")
    }
    var labelActivity: String { choose(en: "activity", pt: "atividade") }
    var labelTime: String { choose(en: "time", pt: "horário") }
    var labelRoom: String { choose(en: "room", pt: "sala") }
    var labelSpeakers: String { choose(en: "speakers", pt: "com") }
    var labelCategories: String { choose(en: "categories", pt: "categorias") }
    var labelState: String { choose(en: "state", pt: "situação") }
    var cancelledActivity: String { choose(en: "cancelled", pt: "cancelada") }
}

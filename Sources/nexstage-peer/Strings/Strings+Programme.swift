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
    func attendance(_ checkpoint: CheckpointReport) -> String {
        let room = checkpoint.capacity.map { "/\($0)" } ?? ""
        return choose(
            en: "\(checkpoint.inside)\(room) in, \(checkpoint.attended) came",
            pt: "\(checkpoint.inside)\(room) dentro, \(checkpoint.attended) vieram")
    }
    var labelHours: String { choose(en: "open", pt: "aberto") }
    var closedCheckpoint: String { choose(en: "closed", pt: "fechado") }
    func hours(_ report: HoursReport) -> String {
        choose(
            en: "\(duration(minutes: report.minutes)) in activities",
            pt: "\(duration(minutes: report.minutes)) em atividades")
            + (report.estimated ? " " + estimated : "")
    }
    /// `1 h 05 min`.
    func duration(minutes: Int) -> String {
        let rest = minutes % 60
        guard minutes >= 60 else { return "\(minutes) min" }
        return "\(minutes / 60) h " + (rest < 10 ? "0" : "") + "\(rest) min"
    }
    var estimated: String { choose(en: "(estimated)", pt: "(estimado)") }
    var unknownDuration: String { choose(en: "no exit", pt: "sem saída") }
    var noHours: String {
        choose(en: "No attendance is on record.", pt: "Nenhuma presença registrada.")
    }
    var labelActivity: String { choose(en: "activity", pt: "atividade") }
    var labelTime: String { choose(en: "time", pt: "horário") }
    var labelRoom: String { choose(en: "room", pt: "sala") }
    var labelSpeakers: String { choose(en: "speakers", pt: "com") }
    var labelCategories: String { choose(en: "categories", pt: "categorias") }
    var labelState: String { choose(en: "state", pt: "situação") }
    var cancelledActivity: String { choose(en: "cancelled", pt: "cancelada") }
}

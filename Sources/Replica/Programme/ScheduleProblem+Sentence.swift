internal import Schedule

extension ScheduleProblem.Kind {
    /// One sentence that says what is wrong and what to do.
    func sentence(_ language: SentenceLanguage) -> String {
        switch self {
        case .noTitle:
            language.choose(en: "It has no title: add one.", pt: "Não tem título: inclua um.")
        case .badDate(let text):
            text.isEmpty
                ? language.choose(
                    en: "It has no date: write one like 2026-11-23T09:00:00-03:00.",
                    pt: "Não tem data: escreva uma como 2026-11-23T09:00:00-03:00.")
                : language.choose(
                    en: "Its date \(QuotedList.text([text])) can't be read: write it like "
                        + "2026-11-23T09:00:00-03:00.",
                    pt: "A data \(QuotedList.text([text])) não pode ser lida: escreva como "
                        + "2026-11-23T09:00:00-03:00.")
        case .badDuration(let text):
            language.choose(
                en: "Its duration \(QuotedList.text([text])) can't be read, or is longer than two "
                    + "weeks: write it like 01:30.",
                pt: "A duração \(QuotedList.text([text])) não pode ser lida, ou passa de duas "
                    + "semanas: escreva como 01:30.")
        case .noRoom:
            language.choose(
                en: "It has no room: it was taken without one.",
                pt: "Não tem sala: foi incluída sem sala.")
        case .duplicate:
            language.choose(
                en: "An earlier one has the same id: the first was taken.",
                pt: "Uma anterior tem o mesmo id: a primeira foi incluída.")
        case .tooLong(let which):
            language.choose(
                en: "Its «\(which)» is too long: shorten it.",
                pt: "O campo «\(which)» é longo demais: encurte-o.")
        case .tooMany(let which):
            language.choose(
                en: "It has more than \(ScheduleLimits.listMaximum) «\(which)»: leave some out.",
                pt: "Tem mais de \(ScheduleLimits.listMaximum) «\(which)»: retire alguns.")
        case .wholeDay:
            language.choose(
                en: "It lasts whole days and has no time: give it a start and an end.",
                pt: "Dura dias inteiros e não tem horário: dê início e fim.")
        case .repeats:
            language.choose(
                en: "It repeats by a rule: only the first time was taken.",
                pt: "Repete-se por uma regra: só a primeira vez foi incluída.")
        case .unknownZone(let name):
            language.choose(
                en: "Its time zone \(QuotedList.text([name])) is unknown: use one like "
                    + "America/Sao_Paulo.",
                pt: "O fuso horário \(QuotedList.text([name])) é desconhecido: use um como "
                    + "America/Sao_Paulo.")
        }
    }
}

extension ReplicaError {
    /// Says in words why a programme is not taken as a whole.
    init(_ error: ScheduleError, path: String, _ language: SentenceLanguage) {
        let nothing = language.choose(en: "Nothing was taken.", pt: "Nada foi incluído.")
        let text: String =
            switch error {
            case .tooLarge:
                language.choose(
                    en: "\(path) has more than \(ScheduleLimits.fileBytesMaximum >> 20) MiB.",
                    pt: "\(path) tem mais de \(ScheduleLimits.fileBytesMaximum >> 20) MiB.")
            case .unknownFormat:
                language.choose(
                    en: "\(path) is neither frab XML, pretalx JSON nor iCalendar.",
                    pt: "\(path) não é XML do frab, JSON do pretalx nem iCalendar.")
            case .malformed(let what, let line):
                language.choose(
                    en: "\(path) can't be read (line \(line): \(what)).",
                    pt: "\(path) não pode ser lido (linha \(line): \(what)).")
            case .declaresEntities:
                language.choose(
                    en: "\(path) declares a document type, which may hide anything: remove the "
                        + "declaration.",
                    pt: "\(path) declara um tipo de documento, que pode esconder qualquer coisa: "
                        + "retire a declaração.")
            case .tooDeep:
                language.choose(
                    en: "\(path) has elements deeper than \(ScheduleLimits.depthMaximum), or too "
                        + "many.",
                    pt: "\(path) tem elementos em mais de \(ScheduleLimits.depthMaximum) níveis, "
                        + "ou demais.")
            case .tooMany:
                language.choose(
                    en: "\(path) has more than \(ScheduleLimits.activitiesMaximum) activities, or "
                        + "too many days or rooms: split it.",
                    pt: "\(path) tem mais de \(ScheduleLimits.activitiesMaximum) atividades, ou "
                        + "dias ou salas demais: divida-o.")
            case .noSchedule:
                language.choose(
                    en: "\(path) holds no schedule.", pt: "\(path) não contém uma programação.")
            }
        self.init(.invalid, text + " " + nothing)
    }
}

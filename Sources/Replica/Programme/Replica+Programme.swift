internal import CRDT
internal import Foundation
internal import Schedule

extension Replica {
    /// Imports a programme: frab XML, pretalx JSON or iCalendar, told apart by their contents.
    ///
    /// The same file again changes nothing. Activities are known by their GUID; what the file
    /// doesn't have stays. iCalendar says little: of known activities only title, time, room, track
    /// and text are taken from it.
    ///
    /// - Parameters:
    ///   - dryRun: whether only to report what would be done.
    ///   - language: `en` or `pt-BR`, of the reasons.
    /// - Throws: ``ReplicaError`` for a file that is not taken as a whole.
    public func importSchedule(
        path: String, dryRun: Bool = false, operatorName: String? = nil, language: String = "en"
    ) throws -> ScheduleReport {
        let language = SentenceLanguage(code: language)
        let bytes = try Self.bytes(of: path, language)
        let reading: ScheduleReading
        do {
            let zone = try read { try $0.spaceText(.timezone) }
            reading = try ScheduleFormat.read(bytes, zone: zone)
        } catch let error as ScheduleError {
            throw ReplicaError(error, path: path, language)
        }
        let importing = ProgrammeImport(
            schedule: reading.schedule, isPartial: ScheduleFormat(of: bytes) == .ics,
            key: try read { try $0.tagKey() }, operatorName: operatorName)
        var report = ScheduleReport()
        report.isDryRun = dryRun
        for problem in reading.problems {
            let note = ScheduleReport.Note(
                line: problem.line, activity: problem.activity,
                reason: problem.kind.sentence(language))
            if problem.isRefused {
                report.refused.append(note)
            } else {
                report.warnings.append(note)
            }
        }
        try take(importing, into: &report, language)
        return report
    }

    private static func bytes(of path: String, _ language: SentenceLanguage) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw ReplicaError(
                .notFound,
                language.choose(
                    en: "There is no file \(path) that can be read.",
                    pt: "Não há arquivo \(path) que se possa ler."))
        }
        defer { try? handle.close() }
        do {
            let data = try handle.read(upToCount: ScheduleLimits.fileBytesMaximum + 1)
            return [UInt8](data ?? Data())
        } catch {
            throw ReplicaError(
                .noAccess,
                language.choose(
                    en: "\(path) can't be read: it is no file.",
                    pt: "\(path) não pode ser lido: não é um arquivo."))
        }
    }

    private func take(
        _ importing: ProgrammeImport, into report: inout ScheduleReport,
        _ language: SentenceLanguage
    ) throws {
        let activities = importing.schedule.activities
        let isDryRun = report.isDryRun
        report.isProgrammeChanged = try takeWhole(importing, isDryRun: isDryRun)
        let size = ProgrammeImport.activitiesPerTransaction
        for start in stride(from: 0, to: activities.count, by: size) {
            let part = activities[start..<min(start + size, activities.count)]
            let outcomes: [ProgrammeImport.Outcome] =
                try isDryRun
                ? read { queries in try part.map { try importing.compare($0, queries).0 } }
                : write(isLive: false) { transaction in
                    try transaction.requireRole(.organiser, to: "change the programme")
                    let found = try part.map { try importing.compare($0, transaction.queries) }
                    try transaction.write(
                        found.flatMap(\.1), operatorName: importing.operatorName)
                    return found.map(\.0)
                }
            for (activity, outcome) in zip(part, outcomes) {
                switch outcome {
                case .added: report.added += 1
                case .updated: report.updated += 1
                case .unchanged: report.unchanged += 1
                case .tooLong:
                    report.refused.append(
                        ScheduleReport.Note(
                            line: 0, activity: activity.title,
                            reason: ScheduleProblem.Kind.tooLong("event").sentence(language)))
                }
            }
        }
        let named = Set(activities.map { CheckpointID(high: $0.guid.high, low: $0.guid.low) })
        report.missing = try read { queries in
            try queries.activityRows().count {
                !named.contains(try queries.interner.checkpoint($0))
            }
        }
    }

    /// Takes what is said of the programme as a whole.
    ///
    /// - Returns: whether it differs from what was known.
    private func takeWhole(_ importing: ProgrammeImport, isDryRun: Bool) throws -> Bool {
        guard
            let wanted = try ProgrammeImport.register(
                of: importing.schedule, importing.key, space: space)
        else { return false }
        func differs(_ queries: Queries) throws -> Bool {
            if importing.isPartial, try queries.register(.space, .profile) != nil { return false }
            return try !queries.isSo(wanted)
        }
        if isDryRun { return try read { try differs($0) } }
        return try write(isLive: false) { transaction in
            try transaction.requireRole(.organiser, to: "change the programme")
            guard try differs(transaction.queries) else { return false }
            try transaction.write([wanted], operatorName: importing.operatorName)
            return true
        }
    }

    /// Writes the programme as frab XML, which validates against the public XSD.
    public func exportScheduleXML() throws -> [UInt8] {
        try read { FrabWriter.write(try $0.programme()) }
    }

    /// Writes the programme as iCalendar.
    public func exportScheduleCalendar() throws -> [UInt8] {
        let stamp = Int64(clamping: environment.wallMilliseconds() / 1000)
        return try read { ICalendarWriter.write(try $0.programme(), stamp: stamp) }
    }
}

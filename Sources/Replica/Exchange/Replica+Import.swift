internal import CRDT

extension Replica {
    /// Imports a table of attendees; the same file again changes nothing.
    ///
    /// The rows are counted first: a file with more than 1,000,000 is refused before anything is
    /// written. People are written in transactions between which live commands get their turn, so
    /// an import that is interrupted leaves whole people, and can simply be repeated.
    ///
    /// - Parameters:
    ///   - path: a CSV file in UTF-8.
    ///   - source: the name under which the file's keys identify people, 1–200 bytes.
    ///   - overrides: `COLUMN=FIELD`, for columns that aren't recognised.
    ///   - dryRun: whether only to report what would be done.
    ///   - language: `en` or `pt-BR`, of the reasons.
    ///   - progress: gets the rows done and the rows in the file.
    /// - Throws: ``ReplicaError`` for a file that is not taken as a whole.
    public func importAttendees(
        path: String, source: String = "import", overrides: [String] = [], dryRun: Bool = false,
        operatorName: String? = nil, language: String = "en",
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws -> ImportReport {
        let language = SentenceLanguage(code: language)
        let source = try DataFolder.checkedName(source)
        let key = try read { queries in try queries.tagKey() }
        do {
            var table = try AttendeeBatch(
                path: path, overrides: try Self.parsed(overrides), hash: { key.pair($0) })
            let importing = AttendeeImport(
                source: source, fields: table.header.fields, tagKey: key,
                operatorName: operatorName)
            if !dryRun { try write { try $0.requireEnrolling() } }
            return try run(
                importing, from: &table, dryRun: dryRun, language: language, progress: progress)
        } catch let error as AttendeeFileError {
            throw ReplicaError(error, language)
        }
    }

    private func run(
        _ importing: AttendeeImport, from table: inout AttendeeBatch, dryRun: Bool,
        language: SentenceLanguage, progress: (Int, Int) -> Void
    ) throws -> ImportReport {
        var report = ImportReport()
        report.isDryRun = dryRun
        report.ignoredColumns = table.header.ignored.map { $0.sentence(language) }
        var done = 0
        var size = AttendeeImport.peoplePerTransaction
        while true {
            let rows = try Self.nextRows(&table, size, done: &done, report: &report, language)
            guard !rows.isEmpty else { break }
            // All that needs no lock happens before it is taken.
            var rest = importing.subjects(of: rows)[...]
            while !rest.isEmpty {
                let step = try take(rest.prefix(size), importing, dryRun: dryRun)
                report.count(step)
                rest = rest.dropFirst(step.total)
                size = Self.nextSize(after: step, size)
            }
            progress(done, table.rowsCount)
        }
        progress(table.rowsCount, table.rowsCount)
        return report
    }

    /// Takes people in one transaction, or the first of them where a live command waits.
    private func take(
        _ people: ArraySlice<AttendeeImport.Subject>, _ importing: AttendeeImport, dryRun: Bool
    ) throws -> AttendeeImport.Step {
        if dryRun { return try read { queries in try importing.compare(people, queries) } }
        let step = try write(isLive: false) { transaction in
            try importing.write(people, transaction)
        }
        try checkpointIfDue()
        return step
    }

    /// Large transactions cost less, and small ones keep gates waiting for less.
    private static func nextSize(after step: AttendeeImport.Step, _ size: Int) -> Int {
        step.wasInterrupted
            ? AttendeeImport.peoplePerTransactionMinimum
            : min(2 * size, AttendeeImport.peoplePerTransactionMaximum)
    }

    /// Reads so many people as one transaction writes.
    private static func nextRows(
        _ table: inout AttendeeBatch, _ size: Int, done: inout Int, report: inout ImportReport,
        _ language: SentenceLanguage
    ) throws -> [AttendeeRow] {
        var rows: [AttendeeRow] = []
        rows.reserveCapacity(size)
        while rows.count < size, let outcome = try table.next() {
            done += 1
            switch outcome {
            case .attendee(let row): rows.append(row)
            case .repeated: report.unchanged += 1
            case .refused(let line, let refusal):
                report.refused.append(
                    ImportReport.Refusal(line: line, refusal, language))
            }
        }
        return rows
    }

    private static func parsed(_ overrides: [String]) throws(AttendeeFileError) -> [ColumnOverride]
    {
        do throws(AttendeeHeaderError) {
            var parsed: [ColumnOverride] = []
            for text in overrides { parsed.append(try ColumnOverride(parsing: text)) }
            return parsed
        } catch {
            throw .header(error)
        }
    }
}

extension ImportReport {
    fileprivate mutating func count(_ step: AttendeeImport.Step) {
        added += step.added
        updated += step.updated
        unchanged += step.unchanged
    }
}

extension AttendeeHeader {
    /// The fields that a column holds.
    var fields: Set<AttendeeField> {
        Set(AttendeeField.allCases.filter { position(of: $0) != nil })
    }
}

extension ReplicaError {
    /// Says why a whole file is not taken.
    init(_ error: AttendeeFileError, _ language: SentenceLanguage) {
        switch error {
        case .csv(.unreadable): self.init(.noAccess, error.sentence(language))
        case .csv, .header: self.init(.invalid, error.sentence(language))
        }
    }
}

internal import CRDT
internal import Schedule
internal import SQLite

extension Replica {
    /// How long a person attended what.
    ///
    /// - Parameter text: whatever finds one person.
    public func hours(of text: String) throws -> HoursReport {
        try read { queries in
            let person = try queries.canonical(try queries.onePerson(text))
            return try HoursKeeper(queries, now: environment.wallMilliseconds()).report(on: person)
        }
    }

    /// Writes how long everybody attended what: a row for each person and checkpoint.
    ///
    /// - Parameter sink: gets the bytes in chunks of about 64 KiB.
    public func exportHours(
        _ format: ExportFormat, to sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        let now = environment.wallMilliseconds()
        try snapshot { queries in
            let keeper = try HoursKeeper(queries, now: now)
            var table = TableWriter(format, columns: HoursKeeper.columns, to: sink)
            for person in try keeper.people() {
                let report = try keeper.report(on: person)
                for attended in report.attended {
                    try table.write(HoursKeeper.cells(of: report, attended))
                }
            }
            try table.finish()
        }
    }
}

/// Works out how long people attended.
struct HoursKeeper {
    static let columns = [
        "person", "name", "category", "checkpoint", "title", "starts", "ends", "entries", "minutes",
        "estimated",
    ]

    private let queries: Queries
    private let now: UInt64
    private let activities: [Int64: Activity]
    private let finder: ConflictFinder
    /// Devices whose clocks are not to be trusted.
    private let suspects: Set<DeviceKey>

    /// When an activity was, and what it is called.
    private struct Activity {
        let title: String
        let starts: String
        let ends: String
        let bounds: ClosedRange<UInt64>
    }

    /// - Parameter now: milliseconds since 1970.
    init(_ queries: Queries, now: UInt64) throws {
        self.queries = queries
        self.now = now
        finder = try ConflictFinder(queries)
        suspects = Set(
            try finder.find(.clockSuspect).compactMap { conflict in
                guard case .clock(let finding) = conflict.subject else { return nil }
                return finding.device
            })
        var activities: [Int64: Activity] = [:]
        for row in try queries.activityRows() {
            guard let activity = try queries.activity(row: row) else { continue }
            let start = UInt64(clamping: activity.start.seconds) * 1000
            let end = UInt64(clamping: activity.end.seconds) * 1000
            activities[row] = Activity(
                title: activity.title, starts: activity.start.text, ends: activity.end.text,
                bounds: start...max(start, end))
        }
        self.activities = activities
    }

    /// Canonical rows of all who ever came in, ascending.
    func people() throws -> [Int64] {
        var people: Set<Int64> = []
        try queries.database.prepare(
            "SELECT DISTINCT person FROM attendance WHERE person <> 0 AND kind = 0 AND permit = 0"
        ).forEach { row in people.insert(finder.canonical(try row.int(0))) }
        return people.sorted()
    }

    /// - Parameter person: the canonical row.
    func report(on person: Int64) throws -> HoursReport {
        var counted: [Stay] = []
        var attended: [HoursReport.Attended] = []
        for element in try queries.elements(of: person) {
            let entries = element.history.events.filter { $0.kind == .entry }
            guard let row = entries.first.flatMap({ element.details[$0.dot]?.checkpoint }) else {
                continue
            }
            let activity = activities[row]
            let stays = entries.map {
                Stay(
                    passage($0.dot, in: element, isBounded: activity != nil),
                    within: activity?.bounds, now: now)
            }
            let known = stays.compactMap(\.self)
            if activity != nil { counted += known }
            attended.append(
                HoursReport.Attended(
                    checkpoint: try queries.interner.checkpoint(row).description,
                    title: try activity?.title ?? queries.checkpointName(row),
                    starts: activity?.starts, ends: activity?.ends, entries: entries.count,
                    minutes: known.count < stays.count
                        ? nil : Int(clamping: Stay.duration(of: known) / 60_000),
                    estimated: known.contains(where: \.isEstimated)))
        }
        attended.sort { ($0.starts ?? "", $0.title) < ($1.starts ?? "", $1.title) }
        return HoursReport(
            person: try queries.summary(of: person),
            minutes: Int(clamping: Stay.duration(of: counted) / 60_000),
            estimated: counted.contains(where: \.isEstimated), attended: attended)
    }

    private func passage(
        _ entry: Dot, in element: ElementHistory, isBounded: Bool
    ) -> Stay.Passage {
        let exit = element.history.closedBy[entry].flatMap { element.details[$0] }
        // What nobody saw was before it was written: within an activity that is a bound, elsewhere
        // it may be the next morning.
        let isUnseen = exit?.shape.reason == .rules
        let told = isUnseen && !isBounded ? nil : exit
        return Stay.Passage(
            entry: element.details[entry].flatMap(trustedTime), exit: told.flatMap(trustedTime),
            isExitUnseen: isUnseen)
    }

    /// When something happened; nil by a suspect clock.
    private func trustedTime(_ detail: AttendanceDetail) -> UInt64? {
        let device = finder.device(ofLog: detail.key.author)
        return device.map(suspects.contains) ?? false ? nil : detail.wallMilliseconds
    }

    static func cells(
        of report: HoursReport, _ attended: HoursReport.Attended
    ) -> [TableWriter.Cell] {
        [
            .text(report.person.id), .text(report.person.name), .text(report.person.category),
            .text(attended.checkpoint), .text(attended.title), .text(attended.starts),
            .text(attended.ends), .text("\(attended.entries)"),
            .text(attended.minutes.map { "\($0)" }), .flag(attended.estimated),
        ]
    }
}

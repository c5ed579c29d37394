internal import CRDT
internal import Foundation
internal import Schedule
internal import SQLite

extension Replica {
    /// Changes whom a checkpoint lets in, and when; only what differs is written.
    ///
    /// - Parameters:
    ///   - name: a checkpoint that was added, or the default one; activities have their own command.
    ///   - operationID: asked twice, it is one change.
    public func setCheckpoint(
        _ name: String, _ changes: CheckpointChanges, operatorName: String? = nil,
        operationID: String? = nil
    ) throws -> CheckpointReport {
        try write { transaction in
            try transaction.answering(operationID) {
                try transaction.requireRole(.organiser, to: "change checkpoints")
                let queries = transaction.queries
                let id = queries.checkpointID(name)
                let known = try queries.checkpoints().first { $0.id == id }
                guard known != nil || id == queries.checkpointID(Queries.defaultCheckpoint) else {
                    throw ReplicaError(
                        .notFound,
                        "There is no checkpoint \(QuotedList.text([name])). See: nexstage-peer "
                            + "checkpoint list. An activity is changed with: activity set")
                }
                let wanted = try transaction.registers(of: changes, at: id)
                let differing = try wanted.filter { try !queries.isSo($0) }
                try transaction.write(differing, operatorName: operatorName)
                let row = try queries.interner.existingCheckpointRow(id) ?? 0
                return try queries.report(
                    NamedCheckpoint(
                        row: row, id: id, name: known?.name ?? Queries.defaultCheckpoint),
                    try queries.attendanceByCheckpoint())
            }
        }
    }
}

extension WriteTransaction {
    fileprivate func registers(
        of changes: CheckpointChanges, at id: CheckpointID
    ) throws -> [ProgrammeImport.Wanted] {
        var registers: [ProgrammeImport.Wanted] = []
        func want(_ field: RegisterKey.Field, _ value: [UInt8]) {
            registers.append(
                ProgrammeImport.Wanted(key: RegisterKey(.checkpoint(id), field), value: value))
        }
        if let hours = changes.hours { want(.starts, OpeningHours.value(try read(hours))) }
        switch changes.policy {
        case .own(let policy): want(.policy, [policy.rawValue])
        case .asSpace: want(.policy, [])
        case nil: break
        }
        if let capacity = changes.capacity {
            want(.capacity, CheckpointRules.value(capacity: capacity))
        }
        if let categories = changes.categories {
            want(.category, CheckpointRules.value(categories: try checked(categories)))
        }
        if let isClosed = changes.isClosed { want(.blocked, [isClosed ? 1 : 0]) }
        return registers
    }

    private func checked(_ categories: [String]) throws -> [String] {
        let categories = try categories.map { try DataFolder.checkedName($0) }
        guard
            CheckpointRules.value(categories: categories).count
                <= Limits.registerValueBytesMaximum
        else {
            throw ReplicaError(.invalid, "So many categories don't fit. Give fewer.")
        }
        return categories
    }

    private func read(_ hours: [String]) throws -> [OpeningHours] {
        guard hours.count <= OpeningHours.countMaximum else {
            throw ReplicaError(
                .invalid, "A checkpoint has at most \(OpeningHours.countMaximum) opening hours.")
        }
        let zone = try queries.timeZone()
        return try hours.map { text in
            let times = text.split(separator: "/", omittingEmptySubsequences: false).map(
                String.init)
            guard times.count == 2, let opens = instant(times[0], zone),
                let closes = instant(
                    times[1].contains("-") ? times[1] : times[0].prefix(10) + "T" + times[1], zone)
            else {
                throw ReplicaError(
                    .invalid,
                    "\(QuotedList.text([text])) is not from when to when. Write it like "
                        + "2026-11-23T08:00/18:00, or 2026-11-23T20:00/2026-11-24T02:00.")
            }
            guard closes.seconds > opens.seconds else {
                throw ReplicaError(
                    .invalid, "\(QuotedList.text([text])) closes before it opens. Turn it round.")
            }
            return OpeningHours(opens: opens, closes: closes)
        }
    }

    /// A date and time; one without an offset is of the event's clock.
    private func instant(_ text: String, _ zone: TimeZone) -> LocalInstant? {
        guard text.count > 10 else { return nil }
        if let exact = LocalInstant(text: text) { return exact }
        guard let milliseconds = TimeText.milliseconds(of: text, zone: zone, now: now) else {
            return nil
        }
        let seconds = Int64(clamping: milliseconds / 1000)
        let date = Date(timeIntervalSince1970: TimeInterval(seconds))
        return LocalInstant(
            seconds: seconds, offsetMinutes: zone.secondsFromGMT(for: date) / 60)
    }
}

extension Queries {
    /// A checkpoint for people and programs.
    func report(
        _ checkpoint: NamedCheckpoint, _ counts: [Int64: (attended: Int, inside: Int)]
    ) throws -> CheckpointReport {
        let rules = try CheckpointRules(row: checkpoint.row, self)
        var report = CheckpointReport(id: checkpoint.id, name: checkpoint.name)
        report.hours = rules.hours.map {
            CheckpointReport.Hours(opens: $0.opens.text, closes: $0.closes.text)
        }
        report.policy = rules.policy?.word
        report.capacity = rules.capacity
        report.categories = rules.categories
        report.closed = rules.isClosed
        report.attended = counts[checkpoint.row]?.attended ?? 0
        report.inside = counts[checkpoint.row]?.inside ?? 0
        return report
    }
}

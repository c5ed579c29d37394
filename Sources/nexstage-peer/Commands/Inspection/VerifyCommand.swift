import ArgumentParser
import Replica

/// `verify`: re-checks every chain, signature and table.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Re-check every chain, signature and table; needs no network.",
        discussion: """
            Exit status 4 where damage is found. Nothing is changed.

            With --evidence, what «conflicts show --evidence» wrote is checked instead, on any \
            machine: every signature, and whether the conflict follows from the log beside it.

            Examples:
              nexstage-peer verify
              nexstage-peer verify --json
              nexstage-peer verify --evidence case-4f2a.nxev
            """)

    @Option(
        help: ArgumentHelp("Check a bundle instead of this replica.", valueName: "file"),
        completion: .file(extensions: ["nxev"]))
    var evidence: String?

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    private struct Findings: Encodable {
        var authors = 0
        var deltas = 0
        var operations = 0
        var signatures = 0
        var spoiltSignatures = 0
        var problems: [String] = []

        var isClean: Bool { problems.isEmpty }

        init(problems: [String]) { self.problems = problems }

        init(_ report: VerifyReport) {
            authors = report.authors
            deltas = report.deltas
            operations = report.operations
            signatures = report.signatures
            spoiltSignatures = report.spoiltSignatures
            problems = report.problems
        }
    }

    func run() throws {
        let work = Workplace(options)
        if let evidence { return try check(evidence, work) }
        let report = try check(work)
        if work.output.isJSON {
            try work.output.document(report)
        } else if report.isClean {
            try work.output.lines(
                TerminalText.wrapped(
                    work.strings.verified(
                        logs: report.authors, operations: report.operations,
                        signatures: report.signatures, spoilt: report.spoiltSignatures),
                    to: work.output.terminal.columns))
        } else {
            let columns = work.output.terminal.columns
            try work.output.lines(
                report.problems.flatMap { TerminalText.wrapped("✕ " + $0, to: columns) }
                    + TerminalText.wrapped(
                        work.strings.damaged(report.problems.count), to: columns))
        }
        if !report.isClean { throw ExitStatus.found }
    }

    private func check(_ evidence: String, _ work: Workplace) throws {
        let report = try EvidenceReport(
            checking: evidence, environment: work.environment, language: work.language)
        let columns = work.output.terminal.columns
        if work.output.isJSON {
            try work.output.document(report)
        } else if let conflict = report.conflict, report.isClean {
            let times = LocalTime(zone: report.timezone)
            try work.output.lines(
                TerminalText.wrapped(
                    work.strings.evidenceHolds(
                        logs: report.authors, operations: report.operations,
                        signatures: report.signatures, exporter: report.exporter ?? "?"),
                    to: columns)
                    + ConflictView(report: conflict, work: work, times: times).details())
        } else {
            try work.output.lines(
                report.problems.flatMap { TerminalText.wrapped("✕ " + $0, to: columns) }
                    + TerminalText.wrapped(
                        work.strings.evidenceFails(report.problems.count), to: columns))
        }
        if !report.isClean { throw ExitStatus.found }
    }

    /// Damage that keeps the file from being opened, or read to its end, is a finding as well.
    private func check(_ work: Workplace) throws -> Findings {
        let bar = work.progressBar(work.strings.verifying)
        defer { bar.finish() }
        do {
            return Findings(
                try work.open().verify { done, total in bar.show(done, of: total) })
        } catch let error as ReplicaError where error.code == .damaged {
            return Findings(problems: [error.message])
        }
    }
}

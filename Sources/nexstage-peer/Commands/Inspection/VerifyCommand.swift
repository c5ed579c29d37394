import ArgumentParser
import Gossip
import Replica

/// `verify`: re-checks every chain, signature and table.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Re-check every chain, signature and table; needs no network.",
        discussion: """
            Exit status 4 where damage is found. Nothing is changed.

            With --evidence, what «conflicts show --evidence» wrote is checked instead, on any \
            machine: every signature, and whether the conflict follows from the log beside it.

            With --repair-from, what is damaged is made anew: from a peer that runs there, and from \
            what of the damaged file can be read and is authentic. The damaged file is kept beside \
            it, and this device goes on in a new log. Stop «run» first.

            Examples:
              nexstage-peer verify
              nexstage-peer verify --json
              nexstage-peer verify --repair-from 192.168.0.10:7400
              nexstage-peer verify --evidence case-4f2a.nxev
            """)

    @Option(
        help: ArgumentHelp("Check a bundle instead of this replica.", valueName: "file"),
        completion: .file(extensions: ["nxev"]))
    var evidence: String?

    @Option(
        help: ArgumentHelp("Mend damage with what this peer has.", valueName: "host:port"))
    var repairFrom: AddressArgument?

    @Flag(help: "Let links leave this machine although they are not encrypted yet.")
    var insecureNetwork = false

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

    func validate() throws {
        guard evidence == nil || repairFrom == nil else {
            throw ValidationError("--evidence and --repair-from are two errands: give one.")
        }
    }

    func run() async throws {
        let work = Workplace(options)
        if let evidence { return try check(evidence, work) }
        let report = try check(work)
        if let repairFrom, !report.isClean {
            return try await repair(report.problems, from: repairFrom, work)
        }
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

    private func repair(
        _ problems: [String], from peer: AddressArgument, _ work: Workplace
    ) async throws {
        let repair = try Repair(
            folder: work.folder, selector: options.space, environment: work.environment)
        defer { repair.discardScratch() }
        let sync = FirstSync(
            replica: repair.replica, address: peer.address, allowsInsecureNetwork: insecureNetwork)
        let bar = work.progressBar(work.strings.fetching)
        let isComplete = try await sync.run { done, total in bar.show(done, of: total) }
        bar.finish()
        guard isComplete else {
            throw Failure(work.strings.repairPeerSilent(peer.address.description))
        }
        let report = try repair.finish(problems: problems)
        if work.output.isJSON { return try work.output.document(report) }
        let columns = work.output.terminal.columns
        try work.output.lines(
            report.problems.flatMap { TerminalText.wrapped("✕ " + $0, to: columns) }
                + report.unreadable.flatMap { TerminalText.wrapped("· " + $0, to: columns) }
                + TerminalText.wrapped(work.strings.repaired(report), to: columns)
                + TerminalText.wrapped(work.strings.putAside(report.replaced), to: columns))
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

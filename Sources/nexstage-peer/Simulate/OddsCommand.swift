import ArgumentParser
import Foundation
import Lab
import Simulator

/// `simulate odds`: how many tickets are admitted twice when gates can't hear each other.
struct OddsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "odds",
        abstract: "Duplicate admissions by length of partition, arrivals and policy.",
        discussion: """
            Plays events with four gates that a partition separates, and counts the tickets that \
            were admitted twice, and what it cost at the doors. Prints the tables of docs/odds.md.

            Examples:
              nexstage-peer simulate odds
              nexstage-peer simulate odds --samples 200 --svg odds.svg
            """)

    @Option(help: ArgumentHelp("Simulated events for each case.", valueName: "n"))
    var samples = 40

    @Option(help: ArgumentHelp("Events played at the same time.", valueName: "n"))
    var jobs: Int?

    @Option(help: ArgumentHelp("Write the plot to this file.", valueName: "file"))
    var svg: String?

    @Flag(help: "Scan the tickets that are shown only once, too: slower, with the same result.")
    var everyTicket = false

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() async throws {
        let work = Workplace(options)
        guard (1...100_000).contains(samples) else {
            throw ValidationError("--samples takes a number from 1 to 100,000.")
        }
        let workers = jobs ?? ProcessInfo.processInfo.activeProcessorCount
        guard (1...64).contains(workers) else {
            throw ValidationError("--jobs takes a number from 1 to 64.")
        }
        let run = OddsRun(
            cells: OddsCell.table, samples: samples, jobs: workers,
            folder: SimulateCommand.folder(work.variables), scansEveryTicket: everyTicket,
            progress: ProgressBar("odds", variables: work.variables))
        let outcome = try await run.play()
        if let svg { try write(OddsPlot(outcome.tallies).text, to: svg) }
        if work.output.isJSON {
            return try work.output.document(outcome.tallies.map { OddsDocument($0) })
        }
        let table = OddsTable(outcome.tallies, language: work.strings.language)
        try work.output.lines(table.lines + ["", provenance(outcome, work.strings)])
    }

    private func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            throw Failure("\(path): \(error.localizedDescription)")
        }
    }

    /// On which machine, when, and how long it took.
    private func provenance(_ outcome: OddsRun.Outcome, _ strings: Strings) -> String {
        let machine = Machine.current()
        let seconds = Int(outcome.seconds.rounded())
        let day = Date.now.formatted(.iso8601.year().month().day())
        return strings.choose(
            en: "\(machine.processor), \(machine.cores) cores, \(machine.build) build, \(day), "
                + "\(seconds) s.",
            pt: "\(machine.processor), \(machine.cores) núcleos, \(machine.build), \(day), "
                + "\(seconds) s.")
    }
}

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

            Of the options of `simulate` only --jobs counts here.

            Examples:
              nexstage-peer simulate odds
              nexstage-peer simulate odds --samples 100 --svg odds.svg
              nexstage-peer simulate odds --minutes 10 20 --rates 25
            """)

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("How long gates can't hear each other, 0 to 240.", valueName: "n"))
    var minutes: [Int] = OddsCell.minutesInTable

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Guests a minute at each gate, 1 to 120.", valueName: "n"))
    var rates: [Int] = OddsCell.ratesInTable

    @Option(
        help: ArgumentHelp(
            "Simulated events for each case of an hour; shorter ones get more.", valueName: "n"))
    var samples = 4

    @Option(
        help: ArgumentHelp("Write the plot to this file.", valueName: "file"),
        completion: .file(extensions: ["svg"]))
    var svg: String?

    @Flag(help: "Scan the tickets that are shown only once, too: slower, with the same result.")
    var everyTicket = false

    @ParentCommand
    var parent: SimulateCommand

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() async throws {
        let work = Workplace(options)
        let workers = parent.jobs ?? ProcessInfo.processInfo.activeProcessorCount
        try Plays.check("--minutes", minutes, in: 0...240)
        try Plays.check("--rates", rates, in: 1...120)
        try Plays.check("--samples", [samples], in: 1...10_000)
        try Plays.check("--jobs", [workers], in: 1...64)
        if let svg { try checkWritable(svg) }
        let run = OddsRun(
            cells: OddsCell.table(minutes: distinct(minutes), rates: distinct(rates)),
            samplesPerHour: samples, jobs: workers,
            folder: SimulateCommand.folder(work.variables), scansEveryTicket: everyTicket,
            progress: ProgressBar("odds", variables: work.variables))
        let outcome = try await run.play()
        if let svg { try write(OddsPlot(outcome.tallies).text, to: svg) }
        if work.output.isJSON {
            return try work.output.document(outcome.tallies.map { OddsDocument($0) })
        }
        let table = OddsTable(outcome.tallies, language: work.strings.language)
        try work.output.lines(
            table.lines + ["", work.strings.provenance(seconds: outcome.seconds)])
    }

    private func distinct(_ values: [Int]) -> [Int] { Set(values).sorted() }

    /// An hour of playing shouldn't end at a path that was wrong from the beginning.
    private func checkWritable(_ path: String) throws {
        let manager = FileManager.default
        let place =
            manager.fileExists(atPath: path)
            ? path : URL(fileURLWithPath: path).deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        guard manager.fileExists(atPath: place, isDirectory: &isFolder),
            manager.isWritableFile(atPath: place), place != path || !isFolder.boolValue
        else { throw Failure("\(path) can't be written. Give --svg a file in an existing folder.") }
    }

    private func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            throw Failure("\(path): \(error.localizedDescription)")
        }
    }
}

import ArgumentParser
import Foundation
import Simulator

/// `simulate`: whole events from one seed each, with everything that may go wrong.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Play whole events with crashes, partitions and bad clocks, from one seed each.",
        discussion: """
            The real replicas on real SQLite files and the real gossip run in one thread on a \
            simulated network, with simulated clocks, disks, staff and guests. Afterwards all must \
            hold the same, nothing acknowledged may be missing, and a model that shares no code with \
            the engine must conclude the same. A seed that fails is replayed by its number.

            Faults: \(FaultKind.allCases.map(\.rawValue).joined(separator: ", ")); or none.

            Examples:
              nexstage-peer simulate --seeds 2000
              nexstage-peer simulate --seed 42 --trace
              nexstage-peer simulate --seeds 1 --replicas 100 --guests 16000 --hours 10
              nexstage-peer simulate odds
              nexstage-peer simulate mesh
            """,
        subcommands: [OddsCommand.self, MeshCommand.self])

    @Option(help: ArgumentHelp("How many seeds to play (default: 1).", valueName: "n"))
    var seeds: Int?

    @Option(
        help: ArgumentHelp(
            "The first seed: a number, or any text, such as a commit.", valueName: "seed"))
    var seed: SeedArgument = SeedArgument(value: 1)

    @Option(help: ArgumentHelp("Replicas, 2 to 200 (default: a few).", valueName: "n"))
    var replicas: Int?

    @Option(help: ArgumentHelp("Guests (default: some dozens).", valueName: "n"))
    var guests: Int?

    @Option(help: ArgumentHelp("Hours of simulated time (default: some minutes).", valueName: "h"))
    var hours: Double?

    @Option(
        help: ArgumentHelp("What may go wrong (default: everything).", valueName: "list"),
        completion: .list(FaultKind.allCases.map(\.rawValue) + ["none"]))
    var faults: String?

    @Flag(help: "Tell the story of one seed in words.")
    var trace = false

    @Option(help: ArgumentHelp("Seeds played at the same time.", valueName: "n"))
    var jobs: Int?

    @Flag(inversion: .prefixedNo, help: "Look for the smallest plan that fails in the same way.")
    var shrink = true

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() async throws {
        let work = Workplace(options)
        let chosen = try chosenOptions()
        let seeds = seeds ?? 1
        guard (1...10_000_000).contains(seeds) else {
            throw ValidationError("--seeds takes a number from 1 to 10,000,000.")
        }
        let workers = jobs ?? ProcessInfo.processInfo.activeProcessorCount
        guard (1...64).contains(workers) else {
            throw ValidationError("--jobs takes a number from 1 to 64.")
        }
        let run = SimulationRun(
            first: seed.value, count: seeds, options: chosen, jobs: workers,
            folder: Self.folder(work.variables), keepsTrace: trace && seeds == 1,
            progress: ProgressBar("simulate", variables: work.variables))
        let outcome = try await run.play()
        let text = SimulationText(outcome: outcome, strings: work.strings, options: chosen)
        if work.output.isJSON {
            try work.output.document(SimulationDocument(outcome, text: text))
        } else {
            try work.output.lines(text.lines)
        }
        guard let failure = outcome.failures.first else { return }
        if shrink { try tell(failure, text, chosen, work) }
        throw ExitStatus.failed
    }

    private func tell(
        _ failure: SimulationReport, _ text: SimulationText, _ chosen: SimulationOptions,
        _ work: Workplace
    ) throws {
        let smallest = try Shrinker.shrink(
            seed: failure.seed, options: chosen, in: Self.folder(work.variables))
        guard let smallest else { return }
        for line in text.shrunk(smallest) { StandardStreams.log(line) }
    }

    private func chosenOptions() throws -> SimulationOptions {
        var chosen = SimulationOptions(replicas: replicas, guests: guests, hours: hours)
        if let replicas, !SimulationOptions.replicasRange.contains(replicas) {
            throw ValidationError("--replicas takes a number from 2 to 200.")
        }
        if let guests, !(1...SimulationOptions.guestsMaximum).contains(guests) {
            throw ValidationError(
                "--guests takes a number from 1 to \(SimulationOptions.guestsMaximum).")
        }
        if let hours, !(hours > 0 && hours <= SimulationOptions.hoursMaximum) {
            throw ValidationError("--hours takes a number above 0, up to 48.")
        }
        guard let faults else { return chosen }
        chosen.faults = []
        for name in faults.split(separator: ",") where name != "none" {
            guard let kind = FaultKind(name: String(name)) else {
                let known = FaultKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("«\(name)» is no fault. There are: \(known); or none.")
            }
            chosen.faults.insert(kind)
        }
        return chosen
    }

    /// Where the machines' files go: in memory where there is such a folder, since what is to be
    /// proved is the faulty disk and not this one.
    ///
    /// What earlier runs left there that were killed is removed.
    static func folder(_ variables: [String: String]) -> String {
        let memory = "/dev/shm"
        var folder = variables["TMPDIR"] ?? ""
        if folder.isEmpty {
            folder =
                FileManager.default.isWritableFile(atPath: memory)
                ? memory : NSTemporaryDirectory()
        }
        Simulator.removeLeftovers(in: folder)
        return folder
    }
}

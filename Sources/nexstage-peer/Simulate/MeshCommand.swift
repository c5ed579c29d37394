import ArgumentParser
import Foundation
import Simulator

/// `simulate mesh`: how long operations take to come to everybody, and halves to become one again.
struct MeshCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mesh",
        abstract: "How soon many replicas hear of one operation, and how soon two halves are one.",
        discussion: """
            Plays real replicas and their gossip on a simulated wireless network and measures in \
            simulated time, over five seeds: from the commit of single operations to their being \
            durable at each of 99 others; and, for two halves that could not hear each other \
            and wrote, from the end of that to equal logs everywhere. Prints the tables of \
            docs/figures.md.

            Of the options of `simulate` these count here: --replicas, --seeds, --seed and --jobs.

            Examples:
              nexstage-peer simulate mesh
              nexstage-peer simulate mesh --replicas 40 --operations 100
              nexstage-peer simulate mesh --split-replicas 2 --split-operations 1000
            """)

    @Option(
        help: ArgumentHelp(
            "What to measure (default: all): "
                + MeshCase.Kind.allCases.map(\.rawValue).joined(separator: ", ") + ".",
            valueName: "list"),
        completion: .list(MeshCase.Kind.allCases.map(\.rawValue)))
    var cases: String?

    @Option(
        help: ArgumentHelp(
            "Single operations for each seed, five times as many when it is busy, 1 to 8,000.",
            valueName: "n"))
    var operations = 40

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Replicas in two halves, 2 to 200.", valueName: "n"))
    var splitReplicas = [2, 10]

    @Option(
        help: ArgumentHelp("Operations that each half writes, 1 to 20,000.", valueName: "n"))
    var splitOperations = 10_000

    @ParentCommand
    var parent: SimulateCommand

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() async throws {
        let work = Workplace(options)
        let workers = parent.jobs ?? ProcessInfo.processInfo.activeProcessorCount
        let seeds = parent.seeds ?? 5
        try Plays.check("--seeds", [seeds], in: 1...1_000)
        try Plays.check("--jobs", [workers], in: 1...64)
        let run = MeshRun(
            cases: try chosenCases(), first: parent.seed.value, seeds: seeds, jobs: workers,
            folder: SimulateCommand.folder(work.variables),
            progress: ProgressBar("mesh", variables: work.variables))
        let outcome = try await run.play()
        if work.output.isJSON {
            return try work.output.document(outcome.tallies.map { MeshDocument($0) })
        }
        let table = MeshTable(outcome.tallies, language: work.strings.language)
        try work.output.lines(
            table.lines + ["", work.strings.provenance(seconds: outcome.seconds)])
    }

    /// How many times more operations are made when it is busy: less time passes between them.
    private static let busyFactor = 5

    private func chosenCases() throws -> [MeshCase] {
        let replicas = parent.replicas ?? 100
        try Plays.check("--replicas", [replicas], in: MeshCase.replicasRange)
        try Plays.check(
            "--operations", [operations], in: 1...MeshCase.operationsMaximum / Self.busyFactor)
        try Plays.check("--split-replicas", splitReplicas, in: MeshCase.replicasRange)
        try Plays.check(
            "--split-operations", [splitOperations], in: 1...MeshCase.operationsMaximum / 2)
        return try chosenKinds().flatMap { kind in
            switch kind {
            case .quiet, .loss:
                [MeshCase(kind, replicas: replicas, operations: operations)]
            case .busy:
                [MeshCase(kind, replicas: replicas, operations: operations * Self.busyFactor)]
            case .split:
                Set(splitReplicas).sorted().map {
                    MeshCase(kind, replicas: $0, operations: splitOperations * 2)
                }
            }
        }
    }

    private func chosenKinds() throws -> [MeshCase.Kind] {
        guard let cases else { return MeshCase.Kind.allCases }
        let names = Set(cases.split(separator: ",").map(String.init))
        if let strange = names.sorted().first(where: { MeshCase.Kind(rawValue: $0) == nil }) {
            let known = MeshCase.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--cases doesn't know «\(strange)». There are: \(known).")
        }
        let chosen = MeshCase.Kind.allCases.filter { names.contains($0.rawValue) }
        guard !chosen.isEmpty else {
            throw ValidationError("--cases names nothing to measure. Leave it out for all of them.")
        }
        return chosen
    }
}

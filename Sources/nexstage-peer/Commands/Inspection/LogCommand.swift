import ArgumentParser
import CRDT
import Glibc
import Replica

/// `log`: every operation, oldest first.
struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Print every operation, oldest first.",
        discussion: """
            With --json, one object a line. --follow goes on with what comes.

            Examples:
              nexstage-peer log
              nexstage-peer log --person ana@example.org
              nexstage-peer log --gate "Gate B"
              nexstage-peer log --follow --json
            """)

    @Flag(help: "Go on with what comes.")
    var follow = false

    @Option(help: ArgumentHelp("Only what is about one person.", valueName: "person"))
    var person: String?

    @Option(help: ArgumentHelp("Only what happened at one gate.", valueName: "name"))
    var gate: String?

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    /// How often new operations are looked for.
    private static let followMicroseconds: UInt32 = 300_000

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let times = LocalTime(zone: try replica.spaceReport().timezone)
        var told = try tell(replica, after: nil, work, times)
        guard follow else { return }
        var watch = FileWatch(replica)
        while true {
            usleep(Self.followMicroseconds)
            try StandardStreams.checkReader()
            guard watch.hasChanged() else { continue }
            told = try tell(replica, after: told, work, times)
        }
    }

    private func tell(
        _ replica: Replica, after: VersionVector?, _ work: Workplace, _ times: LocalTime
    ) throws -> VersionVector {
        try replica.log(person: person, gate: gate, after: after) { entry in
            if work.output.isJSON {
                try work.output.object(entry)
            } else {
                try work.output.line(Self.line(entry, work, times))
            }
        }
    }

    private static func line(
        _ entry: LogEntryReport, _ work: Workplace, _ times: LocalTime
    ) -> String {
        var place = entry.gate ?? entry.device
        if let person = entry.operator { place += " (\(person))" }
        var what = TerminalText.padded(entry.kind, to: 10)
        if let name = entry.name ?? entry.person.map({ String($0.prefix(8)) }) { what += name }
        if let reason = entry.reason, reason != "ok" { what += " · \(reason)" }
        if entry.status != "permitted" { what += " · \(entry.status)" }
        let line =
            times.dayAndClock(entry.time) + "  " + TerminalText.padded(place, to: 14) + "  " + what
        let clean = TerminalText.clean(line).trimmedRight
        return work.output.terminal.isTerminal
            ? TerminalText.shortened(clean, to: work.output.terminal.columns) : clean
    }
}

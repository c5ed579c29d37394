import ArgumentParser
import CRDT
import Replica

/// `space set`: changes the settings of an event edition.
struct SpaceSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Change an event edition's settings.",
        discussion: """
            Changes only what is given. A policy holds for verdicts from then on, and judges no \
            admission of before. Where two values stand side by side, giving one settles the \
            conflict. Takes an organiser's device.

            Examples:
              nexstage-peer space set --policy single
              nexstage-peer space set --capacity 800 --ends 2026-11-25T20:00:00-03:00
              nexstage-peer space set --capacity none
              nexstage-peer space set --isolation fail-soft
            """)

    @Option(help: "The event's name.")
    var name: String?

    @Option(help: ArgumentHelp("When it starts, RFC 3339.", valueName: "time"))
    var starts: String?

    @Option(help: ArgumentHelp("When it ends, RFC 3339.", valueName: "time"))
    var ends: String?

    @Option(
        help: ArgumentHelp("Its time zone, such as America/Sao_Paulo.", valueName: "zone"),
        completion: .shellCommand("timedatectl list-timezones 2>/dev/null"))
    var timezone: String?

    @Option(help: ArgumentHelp("How many people may be inside, or none.", valueName: "n|none"))
    var capacity: CapacityArgument?

    @Option(
        help: ArgumentHelp(
            "How often one ticket admits: single, re-entry, per-activity or once-per-day.",
            valueName: "policy"))
    var policy: AdmissionPolicy?

    @Option(
        help: ArgumentHelp(
            "What gates do that don't hear each other: fail-open, fail-soft or ownership.",
            valueName: "policy"))
    var isolation: IsolationPolicy?

    @OptionGroup var by: OperatorOptions

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    private var changes: SpaceChanges {
        SpaceChanges(
            name: name, starts: starts, ends: ends, timezone: timezone,
            capacity: capacity?.capacity, policy: policy, isolation: isolation)
    }

    func validate() throws {
        guard !changes.isEmpty else {
            throw ValidationError(
                "Say what to change: --name, --starts, --ends, --timezone, --capacity, --policy or "
                    + "--isolation.")
        }
    }

    func run() throws {
        let work = Workplace(options)
        let answer = try work.client(of: work.open()).perform(.setSpace(changes, by.by(work)))
        guard case .settings(let report) = answer else { return }
        if work.output.isJSON { return try work.output.document(report) }
        var text = [work.strings.settings(of: report)]
        if report.changed.contains("policy") { text.append(work.strings.policyFromNowOn) }
        try work.output.lines(
            text.flatMap { TerminalText.wrapped($0, to: work.output.terminal.columns) })
    }
}

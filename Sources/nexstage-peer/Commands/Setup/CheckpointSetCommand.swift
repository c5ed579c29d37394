import ArgumentParser
import CRDT
import Replica

/// `checkpoint set`: whom a checkpoint lets in, and when.
struct CheckpointSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Change whom a checkpoint lets in, and when.",
        discussion: """
            Changes only what is given. --hours and --category may be repeated; «always» and «all» \
            take the limits away again. Hours without an offset are by the event's clock. Where no \
            policy is set, that of the event holds. Takes an organiser's device.

            Examples:
              nexstage-peer checkpoint set entrance --hours 2026-11-23T08:00/18:00 --hours 2026-11-24T08:00/14:00
              nexstage-peer checkpoint set workshop --capacity 30 --policy single --category palestrante
              nexstage-peer checkpoint set workshop --closed
              nexstage-peer checkpoint set entrance --hours always --policy none
            """)

    @Argument(help: "The checkpoint's name.")
    var name: String

    @Option(help: ArgumentHelp("From when to when it is open, or always.", valueName: "from/to"))
    var hours: [String] = []

    @Option(
        help: ArgumentHelp(
            "How often one ticket admits: single, re-entry, per-activity, once-per-day; or none.",
            valueName: "policy"))
    var policy: PolicyArgument?

    @Option(help: ArgumentHelp("How many people it has room for, or none.", valueName: "n|none"))
    var capacity: CapacityArgument?

    @Option(help: ArgumentHelp("A category that is let in, or all.", valueName: "name"))
    var category: [String] = []

    @Flag(help: "Nobody is let in.")
    var closed = false

    @Flag(help: "People are let in again.")
    var open = false

    @OptionGroup var by: OperatorOptions

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    /// A policy, or none of its own.
    struct PolicyArgument: ExpressibleByArgument {
        let policy: CheckpointChanges.Policy

        init?(argument: String) {
            if argument == "none" {
                policy = .asSpace
            } else if let own = AdmissionPolicy(word: argument) {
                policy = .own(own)
            } else {
                return nil
            }
        }

        static var allValueStrings: [String] { AdmissionPolicy.allValueStrings + ["none"] }
    }

    private var changes: CheckpointChanges {
        var changes = CheckpointChanges()
        changes.hours = hours.isEmpty ? nil : hours.filter { $0 != "always" }
        changes.policy = policy?.policy
        switch capacity?.capacity {
        case .people(let people): changes.capacity = people
        case .unlimited: changes.capacity = 0
        case nil: break
        }
        changes.categories = category.isEmpty ? nil : category.filter { $0 != "all" }
        changes.isClosed = closed ? true : open ? false : nil
        return changes
    }

    func validate() throws {
        guard !changes.isEmpty else {
            throw ValidationError(
                "Say what to change: --hours, --policy, --capacity, --category, --closed or --open."
            )
        }
        guard !(closed && open) else {
            throw ValidationError("--closed and --open can't both be so.")
        }
    }

    func run() throws {
        let work = Workplace(options)
        let answer = try work.client(of: work.open()).perform(
            .setCheckpoint(name: name, changes, by.by(work)))
        guard case .checkpoint(let report) = answer else { return }
        if work.output.isJSON { return try work.output.document(report) }
        try work.output.lines(CheckpointView.lines(report, work))
    }
}

/// A checkpoint for people.
enum CheckpointView {
    static func lines(_ checkpoint: CheckpointReport, _ work: Workplace) -> [String] {
        let (strings, terminal) = (work.strings, work.output.terminal)
        var details = Details()
        details.add(strings.labelPeople, strings.attendance(checkpoint))
        for (place, hours) in checkpoint.hours.enumerated() {
            details.add(place == 0 ? strings.labelHours : "", self.hours(hours))
        }
        details.add(strings.labelPolicy, checkpoint.policy)
        details.add(strings.labelCategories, checkpoint.categories.joined(separator: ", "))
        details.add(strings.labelState, checkpoint.closed ? strings.closedCheckpoint : nil)
        return [terminal.styled(TerminalText.clean(checkpoint.name), .strong)]
            + details.lines(terminal)
    }

    /// `2026-11-23 08:00–18:00`, by the clock that it was written by.
    private static func hours(_ hours: CheckpointReport.Hours) -> String {
        let (opens, closes) = (hours.opens.prefix(16), hours.closes.prefix(16))
        let isOneDay = opens.prefix(10) == closes.prefix(10)
        return opens.replacing("T", with: " ") + "–"
            + (isOneDay ? closes.dropFirst(11) : closes.replacing("T", with: " "))
    }
}

import ArgumentParser
import Replica

/// `activity set`: changes one activity.
struct ActivitySetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Change an activity, or whom it lets in.",
        discussion: """
            Changes only what is given. With --starts alone it lasts as long as before. Its room opens \
            an hour before it begins. --category may be repeated; «all» lets everybody in again. Takes \
            an organiser's device.

            Examples:
              nexstage-peer activity set 29aecfd7 --starts 14:30 --room "Sala 2"
              nexstage-peer activity set "31C3 Opening Event" --capacity 80 --category palestrante
              nexstage-peer activity set 6561 --cancelled
            """)

    @Argument(help: ArgumentHelp("Its id, number or title.", valueName: "activity"))
    var activity: String

    @Option(help: "Its title.")
    var title: String?

    @Option(help: ArgumentHelp("When it begins: 14:30, or RFC 3339.", valueName: "time"))
    var starts: String?

    @Option(help: ArgumentHelp("When it ends: 15:30, or RFC 3339.", valueName: "time"))
    var ends: String?

    @Option(help: ArgumentHelp("Its room; empty for none.", valueName: "name"))
    var room: String?

    @Option(help: ArgumentHelp("How many people it has room for, or none.", valueName: "n|none"))
    var capacity: CapacityArgument?

    @Option(help: ArgumentHelp("A category that is let in, or all.", valueName: "name"))
    var category: [String] = []

    @Flag(help: "It doesn't take place.")
    var cancelled = false

    @Flag(help: "It takes place after all.")
    var restored = false

    @Option(
        name: .customLong("operator"),
        help: ArgumentHelp("Who changes it (default: unnamed).", valueName: "name"))
    var operatorName: String?

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    private var changes: ActivityChanges {
        var changes = ActivityChanges()
        changes.title = title
        changes.starts = starts
        changes.ends = ends
        changes.room = room
        switch capacity?.capacity {
        case .people(let people): changes.capacity = people
        case .unlimited: changes.capacity = 0
        case nil: break
        }
        changes.categories = category.isEmpty ? nil : category.filter { $0 != "all" }
        changes.isCancelled = cancelled ? true : restored ? false : nil
        return changes
    }

    func validate() throws {
        guard !changes.isEmpty else {
            throw ValidationError(
                "Say what to change: --title, --starts, --ends, --room, --capacity, --category, "
                    + "--cancelled or --restored.")
        }
        guard !(cancelled && restored) else {
            throw ValidationError("--cancelled and --restored can't both be so.")
        }
    }

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let report = try replica.setActivity(activity, changes, operatorName: operatorName)
        work.client(of: replica).poke()
        if work.output.isJSON { return try work.output.document(report) }
        try work.output.lines(ActivityView.lines(report, work))
    }
}

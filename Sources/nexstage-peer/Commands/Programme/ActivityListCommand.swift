import ArgumentParser
import Replica

/// `activity list`: the programme, by time.
struct ActivityListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the activities by time, with who came.",
        discussion: """
            Examples:
              nexstage-peer activity list
              nexstage-peer activity list --day 2 --room "Saal 1" --json
            """)

    @Option(help: ArgumentHelp("Only of one day of the programme, from 1.", valueName: "n"))
    var day: Int?

    @Option(help: ArgumentHelp("Only in one room.", valueName: "name"))
    var room: String?

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let all = try work.open().activities()
        let activities = all.filter { activity in
            (day.map { $0 == activity.day } ?? true) && (room.map { $0 == activity.room } ?? true)
        }
        if work.output.isJSON { return try work.output.document(activities) }
        guard !activities.isEmpty else { return try work.output.line(work.strings.noActivities) }
        var table = TextTable()
        for activity in activities {
            table.add([
                ActivityView.time(activity), String(activity.id.prefix(8)), activity.room,
                work.strings.attendance(activity),
                (activity.cancelled ? "✕ " : "") + activity.title,
            ])
        }
        try work.output.lines(
            table.lines(columns: work.output.terminal.columns).map(\.trimmedRight))
    }
}

/// An activity for people.
enum ActivityView {
    /// `2014-12-27 11:00–11:30`, by the clock that the programme was written by.
    static func time(_ activity: ActivityReport) -> String {
        let start = activity.starts.prefix(16).replacing("T", with: " ")
        return start + "–" + activity.ends.dropFirst(11).prefix(5)
    }

    static func lines(_ activity: ActivityReport, _ work: Workplace) -> [String] {
        let strings = work.strings
        var details = Details()
        details.add(strings.labelActivity, activity.title)
        details.add(strings.labelTime, time(activity))
        details.add(strings.labelRoom, activity.room)
        details.add(strings.labelSpeakers, activity.speakers.joined(separator: ", "))
        details.add(strings.labelCapacity, activity.capacity.map { "\($0)" })
        details.add(strings.labelCategories, activity.categories.joined(separator: ", "))
        details.add(strings.labelPeople, strings.attendance(activity))
        details.add(strings.labelState, activity.cancelled ? strings.cancelledActivity : nil)
        details.add("id", activity.id)
        return details.lines(work.output.terminal)
    }
}

import ArgumentParser
import Replica

/// `space show`: the settings of an event edition.
struct SpaceShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show an event edition's settings.",
        discussion: """
            Examples:
              nexstage-peer space show
              nexstage-peer space show --space "My event" --json
            """)

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let report = try work.open().spaceReport()
        if work.output.isJSON { return try work.output.document(report) }
        let strings = work.strings
        let times = LocalTime(zone: report.timezone)
        var details = Details()
        details.add("id", report.id)
        details.add(strings.labelStarts, report.starts.map(times.dayAndClock))
        details.add(strings.labelEnds, report.ends.map(times.dayAndClock))
        details.add(strings.labelZone, report.timezone ?? "UTC")
        details.add(strings.labelCapacity, report.capacity.map { "\($0)" })
        details.add(strings.labelPolicy, report.policy)
        details.add(strings.labelIsolation, report.isolation)
        details.add(strings.labelRole, report.role ?? strings.notAdmitted)
        details.add(strings.labelCheckpoints, report.checkpoints.joined(separator: ", "))
        details.add(strings.labelFile, report.file)
        try work.output.lines(
            [work.output.terminal.styled(report.name, .strong)]
                + details.lines(work.output.terminal))
    }
}

import Glibc
import Replica

/// What `checkin -` shows: objects for programs, lines for pipes, a flowing list for people.
struct GateDisplay {
    private let work: Workplace
    private let replica: Replica
    private let space: SpaceReport
    private let heading: String
    private let times: LocalTime
    private let isInputTerminal = isatty(STDIN_FILENO) == 1
    private var inside = 0
    private var shown = 0
    private var counts: [String: Int] = [:]

    /// After how many verdicts the number of people inside is counted anew: peers admit, too.
    private static let recountEvery = 20

    init(work: Workplace, replica: Replica, gate: GateOptions) throws {
        self.work = work
        self.replica = replica
        space = try replica.spaceReport()
        times = LocalTime(zone: space.timezone)
        heading = work.strings.gateHeader(
            event: space.name, checkpoint: gate.checkpoint ?? "entrance",
            gate: gate.gate ?? work.folder.deviceName, isExit: gate.exit)
    }

    private var terminal: Terminal { work.output.terminal }
    private var isList: Bool { !work.output.isJSON && terminal.isTerminal }

    /// Whether a person types, and sees the answers.
    var isAtKeyboard: Bool { isList && isInputTerminal }

    mutating func begin() throws {
        guard isList else { return }
        inside = try replica.digest().occupancy
        try work.output.lines([
            terminal.styled(
                TerminalText.shortened(TerminalText.clean(heading), to: terminal.columns), .strong),
            work.strings.inside(inside, capacity: space.capacity),
            isInputTerminal ? terminal.styled(work.strings.scanHint, .quiet) : "",
        ])
    }

    /// Takes away what the scanner, or a person, has typed: the answer stands in its place.
    func forgetTyping(lines: Int) throws {
        guard isAtKeyboard else { return }
        try StandardStreams.write(Array("\u{1B}[\(lines)A\r\u{1B}[J".utf8))
    }

    mutating func show(_ report: VerdictReport, subject: String?) throws {
        counts[report.verdict, default: 0] += 1
        guard !work.output.isJSON else { return try work.output.object(report) }
        try count(report)
        let view = VerdictView(
            report: report, strings: work.strings, terminal: terminal, times: times,
            subject: subject)
        guard isList else {
            let what = "\(view.shape) \(view.word)  \(view.who)  \(report.explanation)"
            return try work.output.line(times.clock(report.time) + " " + what)
        }
        try work.output.lines(
            view.row(inside: work.strings.inside(inside, capacity: space.capacity)))
    }

    private mutating func count(_ report: VerdictReport) throws {
        guard isList else { return }
        shown += 1
        if shown.isMultiple(of: Self.recountEvery) {
            inside = try replica.digest().occupancy
        } else if report.verdict == "admitted" {
            inside += 1
        } else if report.verdict == "out" {
            inside = max(0, inside - 1)
        }
    }

    func end() throws {
        guard isList else { return }
        let stopped = counts["stop", default: 0] + counts["confirm", default: 0]
        let totals = work.strings.scanTotals(
            admitted: counts["admitted", default: 0], alreadyIn: counts["already_in", default: 0],
            stopped: stopped, left: counts["out", default: 0])
        try work.output.lines(["", terminal.styled(totals, .strong)])
    }
}

import Replica

/// One line of the daemon's log.
enum LogLine {
    /// The time in UTC and the text, without what could move a cursor or begin a line.
    static func text(_ text: String, _ environment: Environment) -> String {
        LocalTime.utc(milliseconds: environment.wallMilliseconds()) + " " + TerminalText.clean(text)
    }
}

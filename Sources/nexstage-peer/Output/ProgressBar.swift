import Glibc

/// A bar on standard error, shown on a terminal only and gone when the work is done.
final class ProgressBar {
    private let title: String
    private let terminal: Terminal
    private var shownPercent = -1

    init(_ title: String, variables: [String: String]) {
        self.title = title
        terminal = Terminal(descriptor: STDERR_FILENO, variables: variables)
    }

    /// Shows how much is done.
    func show(_ done: Int, of total: Int) {
        guard terminal.isTerminal, total > 0 else { return }
        let percent = min(100, max(0, done) * 100 / total)
        guard percent != shownPercent else { return }
        shownPercent = percent
        let width = 24
        let full = width * percent / 100
        let bar =
            String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
        let line = "\(title) \(bar) \(percent) %  \(done)/\(total)"
        put("\r\u{1B}[2K" + TerminalText.shortened(line, to: terminal.columns))
    }

    /// Takes the bar away.
    func finish() {
        guard shownPercent >= 0 else { return }
        shownPercent = -1
        put("\r\u{1B}[2K")
    }

    private func put(_ text: String) {
        try? StandardStreams.write(Array(text.utf8), to: STDERR_FILENO)
    }
}

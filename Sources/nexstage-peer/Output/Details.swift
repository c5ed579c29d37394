/// A list of labels and texts, the labels in a column of their own.
struct Details {
    private var entries: [(label: String, text: String)] = []

    mutating func add(_ label: String, _ text: String?) {
        if let text, !text.isEmpty { entries.append((label, text)) }
    }

    func lines(_ terminal: Terminal) -> [String] {
        let width = (entries.map(\.label.count).max() ?? 0) + 2
        return entries.flatMap { label, text -> [String] in
            let body = TerminalText.wrapped(text, to: terminal.columns - width - 1)
            return body.enumerated().map { index, line in
                let head = TerminalText.padded(index == 0 ? label : "", to: width)
                return " " + terminal.styled(head, .quiet) + line
            }
        }
    }
}

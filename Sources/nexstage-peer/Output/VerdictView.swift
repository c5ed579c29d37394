import Replica

/// A verdict as a person at a door reads it: shape, word and colour say the same.
struct VerdictView {
    let report: VerdictReport
    let strings: Strings
    let terminal: Terminal
    let times: LocalTime
    /// What was scanned or typed, shown where it fits nobody.
    var subject: String?

    /// The verdict's colours.
    var style: Style {
        switch report.verdict {
        case "admitted": .admitted
        case "already_in": .alreadyIn
        case "out": .out
        case "confirm": .confirm
        default: .stop
        }
    }

    /// The verdict's shape, for who doesn't tell colours apart.
    var shape: String {
        switch report.verdict {
        case "admitted": report.note == nil ? "✓" : "✓!"
        case "already_in": "⇄"
        case "out": "⇥"
        case "confirm": "?"
        default: "✕"
        }
    }

    var word: String { strings.word(ofVerdict: report.verdict, hasNote: report.note != nil) }

    /// Name and category.
    var who: String {
        guard let person = report.person else {
            return subject.map {
                "«" + TerminalText.shortened(TerminalText.clean($0), to: 24) + "»"
            }
                ?? strings.unknownPerson
        }
        let name = TerminalText.clean(person.name ?? strings.namelessPerson)
        return person.category.map { name + " · " + TerminalText.clean($0) } ?? name
    }

    private var confidenceMark: String {
        switch report.confidence {
        case "confirmed": "●"
        case "stale": "◐"
        default: "▲"
        }
    }

    private var confidence: String {
        let text = strings.confidence(
            report.confidence, inContact: report.basis.peersInContact,
            known: report.basis.peersKnown)
        return terminal.styled(
            "\(confidenceMark) \(text)", report.confidence == "confirmed" ? .quiet : .warning)
    }

    /// A block that fills the width.
    func block() -> [String] {
        let width = terminal.columns
        let head = "  \(shape)  \(word)"
        let time = times.clock(report.time) + "  "
        let gap = max(1, width - head.count - time.count)
        let band = head + String(repeating: " ", count: gap) + time
        var lines: [String] = []
        if terminal.hasColours {
            let empty = terminal.styled(String(repeating: " ", count: width), style)
            lines += [empty, terminal.styled(band, style), empty]
        } else {
            lines.append(band.trimmedRight)
        }
        lines.append(
            terminal.styled("     " + TerminalText.shortened(who, to: width - 5), .strong))
        lines += TerminalText.wrapped(report.explanation, to: width, indent: "     ")
        if let note = report.note {
            lines += TerminalText.wrapped(strings.note(note), to: width, indent: "     ")
                .map { terminal.styled($0, .warning) }
        }
        let code = report.reason == "ok" ? "" : "  " + terminal.styled(report.reason, .quiet)
        lines.append("     \(confidence)\(code)")
        return lines
    }

    /// One line of a flowing list, with a second one where there is something to say.
    func row(inside: String) -> [String] {
        let width = terminal.columns
        let inside = String(repeating: " ", count: max(0, 18 - inside.count)) + inside
        let label = TerminalText.padded(" \(shape) \(word)", to: 15)
        let left = times.clock(report.time) + " "
        let room = width - left.count - label.count - inside.count - 4
        let name = TerminalText.padded(TerminalText.shortened(who, to: room), to: room)
        var lines = [
            terminal.styled(left, .quiet) + terminal.styled(label, style) + "  " + name + "  "
                + terminal.styled(inside, .quiet)
        ]
        let indent = String(repeating: " ", count: left.count + 1)
        let isPlain = report.verdict == "admitted" && report.reason == "ok"
        if !isPlain, report.verdict != "out" {
            lines += TerminalText.wrapped(report.explanation, to: width, indent: indent)
        }
        if let note = report.note {
            lines += TerminalText.wrapped(strings.note(note), to: width, indent: indent)
                .map { terminal.styled($0, .warning) }
        }
        if report.isPassing, report.confidence != "confirmed" {
            lines.append(indent + confidence)
        }
        return lines
    }
}

extension String {
    /// The text without spaces at its end.
    var trimmedRight: String {
        var text = Substring(self)
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }
}

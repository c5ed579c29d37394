internal import Replica

/// The outcome as a terminal of 80 columns shows it.
package struct DemoText {
    private let outcome: DemoOutcome
    private let strings: DemoStrings

    /// Conflicts of one class that are told in full.
    private static let toldMaximum = 12
    package static let columns = 80

    package init(_ outcome: DemoOutcome, strings: DemoStrings) {
        self.outcome = outcome
        self.strings = strings
    }

    package var lines: [String] {
        admissions + conflicts + [""] + strings.proof(outcome.report) + trouble
    }

    private var admissions: [String] {
        let report = outcome.report
        var lines = [
            "", strings.whoCame,
            "  "
                + strings.totals(
                    admitted: report.admitted, inside: report.occupancy, people: report.people),
            "", "  " + strings.byGate,
        ]
        for gate in outcome.gates {
            lines.append(row(gate.name, gate.admitted) + "   " + strings.refusals(gate.refused))
        }
        lines += ["", "  " + strings.byCategory]
        for category in outcome.categories {
            let name = category.name.isEmpty ? strings.noCategory : category.name
            lines.append(row(name, category.admitted))
        }
        return lines
    }

    private func row(_ name: String, _ count: Int) -> String {
        let number = String(count)
        let blanks = String(repeating: " ", count: max(1, 30 - name.count - number.count))
        return "    " + name + blanks + number
    }

    private var conflicts: [String] {
        var lines = ["", strings.conflictsTitle]
        // Conflicts that somebody should decide come before notices.
        let classes = Set(outcome.conflicts.map(\.conflictClass)).sorted()
        let sorted = classes.sorted { isNotice($0) == isNotice($1) ? $0 < $1 : !isNotice($0) }
        for word in sorted {
            let all = outcome.conflicts.filter { $0.conflictClass == word }
            lines += ["", "  \(all.count) × " + strings.className(word, isNotice: isNotice(word))]
            for conflict in all.prefix(Self.toldMaximum) {
                lines += Self.wrapped(conflict.sentence, first: "    · ", rest: "      ")
            }
            if all.count > Self.toldMaximum {
                lines.append("    " + strings.noneOfThem(all.count - Self.toldMaximum))
            }
        }
        return lines
    }

    private func isNotice(_ word: String) -> Bool {
        outcome.conflicts.first { $0.conflictClass == word }?.isNotice ?? false
    }

    private var trouble: [String] {
        guard !outcome.isSuccess else { return [] }
        return ["", strings.failed]
            + outcome.problems.flatMap { Self.wrapped($0, first: "  ✕ ", rest: "    ") }
    }

    /// Breaks a text at spaces so that lines fit.
    package static func wrapped(_ text: String, first: String, rest: String) -> [String] {
        var lines: [String] = []
        var line = first
        var isEmpty = true
        for word in text.split(separator: " ") {
            if !isEmpty, line.count + 1 + word.count > columns {
                lines.append(line)
                line = rest
                isEmpty = true
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        return lines + [line]
    }
}

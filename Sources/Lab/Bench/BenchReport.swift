/// The figures with what they were measured on.
package struct BenchReport: Codable, Hashable, Sendable {
    package var machine: Machine
    package var operations: Int
    package var authors: Int
    package var figures: [BenchFigure]

    /// The table as a terminal of 80 columns shows it.
    package var text: String {
        var lines = [
            "\(machine.processor), \(machine.cores) cores, \(machine.memoryMebibytes) MiB",
            "Linux \(machine.kernel), SQLite \(machine.sqlite), libsodium \(machine.libsodium), "
                + "\(machine.build) build, load \(machine.loadAverage)",
            "\(operations) check-ins of \(authors) authors; median of "
                + "\(figures.map(\.spread.runs).max() ?? 0) runs (minimum – maximum)",
        ]
        if machine.build == "debug" {
            lines.append("A debug build: these figures say nothing. Build with -c release.")
        }
        var section = ""
        for figure in figures {
            if figure.section != section {
                section = figure.section
                lines += ["", section]
            }
            lines.append(Self.line(figure))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func line(_ figure: BenchFigure) -> String {
        let spread = figure.spread
        let value = "  " + padded(figure.name, 42) + padded(number(spread.median), 8, right: true)
        guard spread.runs > 1 else { return value + " " + figure.unit }
        return value + " " + padded(figure.unit, 5)
            + " (\(number(spread.minimum)) – \(number(spread.maximum)))"
    }

    private static func padded(_ text: String, _ width: Int, right: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - text.count))
        return right ? blanks + text : text + blanks
    }

    /// Three significant digits or more, thousands apart.
    static func number(_ value: Double) -> String {
        let digits = abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : 2
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int64((abs(value) * scale).rounded())
        let whole = scaled / Int64(scale)
        var text = ""
        for (place, digit) in String(whole).reversed().enumerated() {
            if place > 0, place.isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        text = String(text.reversed())
        if digits > 0 {
            let fraction = String(scaled % Int64(scale))
            text += "." + String(repeating: "0", count: digits - fraction.count) + fraction
        }
        return value < 0 && scaled != 0 ? "-" + text : text
    }
}

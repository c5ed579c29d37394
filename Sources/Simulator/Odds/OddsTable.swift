import CRDT
import Foundation
package import Replica

/// The table in Markdown, as it stands in the documentation.
package struct OddsTable {
    let tallies: [OddsTally]
    let language: SentenceLanguage

    /// The table of some cases.
    package init(_ tallies: [OddsTally], language: SentenceLanguage) {
        self.tallies = tallies
        self.language = language
    }

    /// One row: the cases that differ in their policy only.
    private struct Row {
        let minutes: Int
        let rate: Int
        let open: OddsTally
        let soft: OddsTally
        let ownership: OddsTally
    }

    /// The whole table, line by line.
    package var lines: [String] {
        let splits = OddsCell.Split.allCases.filter { split in
            tallies.contains { $0.cell.split == split }
        }
        return splits.flatMap { duplicates($0) } + price + [agreement]
    }

    private func rows(_ split: OddsCell.Split) -> [Row] {
        func tally(_ cell: OddsCell, _ policy: IsolationPolicy) -> OddsTally? {
            tallies.first {
                $0.cell.minutes == cell.minutes && $0.cell.policy == policy
                    && $0.cell.guestsPerMinute == cell.guestsPerMinute && $0.cell.split == split
            }
        }
        return tallies.filter { $0.cell.split == split && $0.cell.policy == .failOpen }
            .compactMap { open in
                guard let soft = tally(open.cell, .failSoft),
                    let ownership = tally(open.cell, .ownership)
                else { return nil }
                return Row(
                    minutes: open.cell.minutes, rate: open.cell.guestsPerMinute, open: open,
                    soft: soft, ownership: ownership)
            }
    }

    // MARK: - What slips through

    private func duplicates(_ split: OddsCell.Split) -> [String] {
        let title =
            switch split {
            case .alone:
                language.choose(
                    en: "Duplicate admissions, each gate alone",
                    pt: "Entradas em dobro, cada portão sozinho")
            case .halves:
                language.choose(
                    en: "Duplicate admissions, two halves",
                    pt: "Entradas em dobro, duas metades")
            }
        let calculated = language.choose(en: "calc.", pt: "calc.")
        let heads = [
            language.choose(en: "guests/min a gate", pt: "pessoas/min por portão"),
            language.choose(en: "minutes apart", pt: "minutos sem contato"),
            language.choose(en: "guests meanwhile", pt: "pessoas nesse tempo"),
            "fail-open (95 %)", calculated, "fail-soft (95 %)", calculated, "ownership (95 %)",
            language.choose(en: "unconfirmed returns", pt: "voltas não confirmadas"),
        ]
        return ["### \(title)", ""]
            + table(
                heads,
                rows(split).map { row in
                    [
                        "\(row.rate)", "\(row.minutes)", guests(row.open), measured(row.open),
                        number(row.open.expected), measured(row.soft), number(row.soft.expected),
                        measured(row.ownership), number(row.open.unconfirmedReturnsMean),
                    ]
                }) + [""]
    }

    private func guests(_ tally: OddsTally) -> String {
        "\(Int((Double(tally.doors.measured) / Double(max(1, tally.samples))).rounded()))"
    }

    private func measured(_ tally: OddsTally) -> String {
        let interval = tally.interval
        return "**\(number(tally.duplicatesMean))** (\(number(interval.low))–"
            + "\(number(interval.high)))"
    }

    // MARK: - What it costs

    private var price: [String] {
        let split = tallies.first?.cell.split ?? .alone
        let delay = language.choose(en: "delay", pt: "espera")
        let line = language.choose(en: "longest line", pt: "maior fila")
        let heads = [
            language.choose(en: "guests/min a gate", pt: "pessoas/min por portão"),
            language.choose(en: "minutes apart", pt: "minutos sem contato"),
            "fail-open: \(delay)", line, "fail-soft: \(delay)", line, "ownership: \(delay)", line,
            language.choose(en: "sent to another gate", pt: "mandadas a outro portão"),
        ]
        let body = rows(split).map { row in
            ["\(row.rate)", "\(row.minutes)"]
                + [row.open, row.soft, row.ownership].flatMap {
                    [duration($0), "\($0.doors.longestLine)"]
                } + ["\(Int(row.ownership.sentOnMean.rounded()))"]
        }
        return [
            "### " + language.choose(en: "What it costs at the doors", pt: "O que custa na porta"),
            "",
        ] + table(heads, body) + [""]
    }

    private func duration(_ tally: OddsTally) -> String {
        let seconds = tally.delayMinutesMean * 60
        return seconds < 60 ? "\(Int(seconds.rounded())) s" : "\(number(seconds / 60)) min"
    }

    // MARK: - Whether it is right

    private var agreement: String {
        let checked = tallies.filter { $0.cell.policy != .ownership }
        let right = checked.count(where: \.isAsExpected)
        let samples = tallies.map(\.samples)
        let plays = samples.reduce(0, +)
        let each = "\(samples.min() ?? 0)–\(samples.max() ?? 0)"
        return language.choose(
            en:
                "\(plays) simulated events, \(each) for each case. The calculated value lies inside "
                + "the 95 % interval in \(right) of \(checked.count) cases.",
            pt: "\(plays) eventos simulados, \(each) por caso. O valor calculado está dentro do "
                + "intervalo de 95 % em \(right) de \(checked.count) casos.")
    }

    // MARK: - Text

    private func table(_ heads: [String], _ rows: [[String]]) -> [String] {
        ["| " + heads.joined(separator: " | ") + " |"]
            + ["|" + String(repeating: "--:|", count: heads.count)]
            + rows.map { "| " + $0.joined(separator: " | ") + " |" }
    }

    private func number(_ value: Double) -> String {
        let text = Self.number(value)
        return language.choose(
            en: text, pt: text.replacingOccurrences(of: ".", with: ","))
    }

    /// Three digits that count, more or less.
    static func number(_ value: Double) -> String {
        guard value > 0 else { return "0" }
        guard value >= 0.000_5 else { return "< 0.001" }
        let digits = value < 0.1 ? 3 : value < 1 ? 2 : value < 100 ? 1 : 0
        return String(format: "%.\(digits)f", value)
    }
}

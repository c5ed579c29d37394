import CRDT
import Foundation
import Replica
import Simulator
import Testing

@Suite("The odds as text")
struct OddsTextTests {
    /// Every case of the table, with one sample that is made up.
    private static let tallies: [OddsTally] = OddsCell.table().map { cell in
        var tally = OddsTally(cell, assumptions: OddsAssumptions())
        var counts = SimulationCounts()
        let expected = OddsFormula(cell, assumptions: OddsAssumptions()).duplicates
        counts.conflicts["double_admission"] = Int(expected.rounded())
        counts.doors.measured = 10
        counts.doors.delayMicroseconds = 90_000_000 * 10
        tally.add(counts)
        return tally
    }

    @Test("The formula grows with what it should grow with")
    func formula() {
        func value(_ cell: OddsCell) -> Double {
            OddsFormula(cell, assumptions: OddsAssumptions()).duplicates
        }
        let base = value(OddsCell(minutes: 15, guestsPerMinute: 15))
        // 4 gates × 15 a minute × 1 % × (15 − 10·(1 − e^(−1.5))).
        #expect(abs(base - 0.6 * (15 - 10 * (1 - 0.223_130_16))) < 1e-6)
        #expect(value(OddsCell(minutes: 30, guestsPerMinute: 15)) > 2 * base)
        let halves = value(OddsCell(minutes: 15, guestsPerMinute: 15, split: .halves))
        #expect(abs(halves - base * 2 / 3) < 1e-9)
        #expect(value(OddsCell(minutes: 15, guestsPerMinute: 15, policy: .ownership)) == 0)
        #expect(value(OddsCell(minutes: 0, guestsPerMinute: 15)) == 0)
        // Doors that can't keep up let fewer people in, of either kind.
        let calm = value(OddsCell(minutes: 15, guestsPerMinute: 5, policy: .failSoft))
        let calmOpen = value(OddsCell(minutes: 15, guestsPerMinute: 5))
        #expect(abs(calm - calmOpen / 5) < 1e-9)
        #expect(value(OddsCell(minutes: 15, guestsPerMinute: 15, policy: .failSoft)) < base / 5)
    }

    @Test("Every row of every table has as many cells as its head")
    func table() {
        for language in [SentenceLanguage.english, .brazilianPortuguese] {
            let lines = OddsTable(Self.tallies, language: language).lines
            let rows = lines.filter { $0.hasPrefix("|") }
            // Two tables of duplicates and one of delays, 15 cases each under two lines of head.
            #expect(rows.count == 3 * 17)
            for start in stride(from: 0, to: rows.count, by: 17) {
                let widths = rows[start..<start + 17].map { $0.filter { $0 == "|" }.count }
                #expect(Set(widths).count == 1)
            }
            #expect(
                lines.contains { $0.contains("60") && $0.contains("1.5") }
                    == (language == .english))
        }
    }

    @Test("The plot is well-formed and has a line for each rate and policy")
    func plot() {
        let text = OddsPlot(Self.tallies).text
        #expect(text.hasPrefix("<svg ") && text.hasSuffix("</svg>\n"))
        #expect(text.components(separatedBy: "<polyline ").count - 1 == 2 * 9)
        #expect(!text.contains("nan") && !text.contains("inf"))
    }
}

import CRDT
import Foundation

/// The plot of the documentation: what slips through, and what it costs, as SVG.
package struct OddsPlot {
    private let tallies: [OddsTally]
    private let rates: [Int]

    /// The plot of the cases in which each gate is alone.
    package init(_ tallies: [OddsTally]) {
        self.tallies = tallies.filter { $0.cell.split == .alone }
        rates = Set(self.tallies.map(\.cell.guestsPerMinute)).sorted()
    }

    private static let width = 960.0
    private static let height = 500.0

    /// The whole file.
    package var text: String {
        let left = panel(
            x: 70, title: "Tickets admitted twice, mean of an event",
            policies: [.failOpen, .failSoft, .ownership], value: \.duplicatesMean,
            bar: { ($0.interval.low, $0.interval.high) })
        let right = panel(
            x: 560, title: "Delay at the door, minutes, mean",
            policies: [.failOpen, .failSoft, .ownership], value: \.delayMinutesMean,
            bar: { _ in nil })
        return ([head, style] + left + right + legend + ["</svg>", ""]).joined(separator: "\n")
    }

    private var head: String {
        let size = "\(Self.text(Self.width)) \(Self.text(Self.height))"
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size)" role="img" \
            aria-labelledby="title description">
            <title id="title">Duplicate admissions and delay by length of partition</title>
            <desc id="description">Two line charts over minutes without contact, for three rates \
            of arrival and three policies. The figures are in the table beside it.</desc>
            """
    }

    private var style: String {
        """
        <style>
        text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1d2733; }
        .title { font-weight: 600; }
        .paper { fill: #ffffff; }
        .grid { stroke: #d5dbe1; stroke-width: 1; }
        .axis { stroke: #5b6875; stroke-width: 1; }
        .line { fill: none; stroke-width: 2; }
        .r0 { stroke: #00796b; } .d0 { fill: #00796b; }
        .r1 { stroke: #1f5fbf; } .d1 { fill: #1f5fbf; }
        .r2 { stroke: #b3261e; } .d2 { fill: #b3261e; }
        .none { stroke: #5b6875; } .dnone { fill: #5b6875; }
        .fail-soft { stroke-dasharray: 8 4; }
        .ownership { stroke-dasharray: 2 4; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e3e8ee; }
          .paper { fill: #12181f; }
          .grid { stroke: #2c3743; }
          .axis { stroke: #93a1af; }
          .r0 { stroke: #4fd1bd; } .d0 { fill: #4fd1bd; }
          .r1 { stroke: #7fb2ff; } .d1 { fill: #7fb2ff; }
          .r2 { stroke: #ff8f85; } .d2 { fill: #ff8f85; }
          .none { stroke: #93a1af; } .dnone { fill: #93a1af; }
        }
        </style>
        <rect class="paper" width="100%" height="100%"/>
        """
    }

    // MARK: - A panel

    private static let panelWidth = 360.0
    private static let panelTop = 56.0
    private static let panelHeight = 300.0

    /// Where values of one panel are on the paper.
    private struct Scale {
        let x: Double
        let minutesMax: Double
        let valueMax: Double

        func place(_ minutes: Double) -> Double {
            x + minutes / minutesMax * OddsPlot.panelWidth
        }
        func height(_ value: Double) -> Double {
            OddsPlot.panelTop + OddsPlot.panelHeight * (1 - value / valueMax)
        }
    }

    private func panel(
        x: Double, title: String, policies: [IsolationPolicy],
        value: (OddsTally) -> Double, bar: (OddsTally) -> (Double, Double)?
    ) -> [String] {
        let top = tallies.map { max(value($0), bar($0)?.1 ?? 0) }.max() ?? 1
        let step = Self.step(for: top)
        let scale = Scale(
            x: x, minutesMax: Double(tallies.map(\.cell.minutes).max() ?? 1),
            valueMax: step * max(1, (top / step).rounded(.up)))
        var parts = [Self.label(title, x: x - 40, y: Self.panelTop - 24, class: "title")]
        parts += axes(scale, step: step)
        for policy in policies {
            for (index, rate) in rates.enumerated() {
                let series = tallies.filter {
                    $0.cell.policy == policy && $0.cell.guestsPerMinute == rate
                }
                parts += line(series, index, policy, scale, value: value, bar: bar)
            }
        }
        return parts
    }

    private func axes(_ scale: Scale, step: Double) -> [String] {
        var parts: [String] = []
        let (left, right) = (scale.place(0), scale.place(scale.minutesMax))
        let bottom = scale.height(0)
        var mark = 0.0
        while mark <= scale.valueMax + step / 2 {
            let y = scale.height(mark)
            parts.append(Self.stroke("grid", left, y, right, y))
            parts.append(
                Self.label(Self.text(mark), x: left - 8, y: y + 4, anchor: "end"))
            mark += step
        }
        for minutes in Set(tallies.map(\.cell.minutes)).sorted() {
            let x = scale.place(Double(minutes))
            parts.append(Self.stroke("axis", x, bottom, x, bottom + 5))
            parts.append(Self.label("\(minutes)", x: x, y: bottom + 20, anchor: "middle"))
        }
        parts.append(Self.stroke("axis", left, bottom, right, bottom))
        parts.append(
            Self.label(
                "minutes without contact, each gate alone", x: (left + right) / 2, y: bottom + 42,
                anchor: "middle"))
        return parts
    }

    private func line(
        _ series: [OddsTally], _ index: Int, _ policy: IsolationPolicy, _ scale: Scale,
        value: (OddsTally) -> Double, bar: (OddsTally) -> (Double, Double)?
    ) -> [String] {
        let points = series.map { tally in
            (x: scale.place(Double(tally.cell.minutes)), y: scale.height(value(tally)))
        }
        let path = points.map { "\(Self.text($0.x)),\(Self.text($0.y))" }.joined(separator: " ")
        var parts = [
            "<polyline class=\"line r\(index) \(policy.rawValue)\" points=\"\(path)\"/>"
        ]
        for (tally, point) in zip(series, points) {
            parts.append(
                "<circle class=\"d\(index)\" cx=\"\(Self.text(point.x))\" "
                    + "cy=\"\(Self.text(point.y))\" r=\"3\"/>")
            guard let (low, high) = bar(tally), tally.duplicates > 0 else { continue }
            parts.append(
                Self.stroke(
                    "r\(index)", point.x, scale.height(low), point.x, scale.height(high)))
        }
        return parts
    }

    // MARK: - The legend

    private var legend: [String] {
        var parts: [String] = []
        for (index, rate) in rates.enumerated() {
            let x = 70 + Double(index) * 290
            parts.append(Self.stroke("line r\(index)", x, 440, x + 36, 440))
            parts.append(
                "<circle class=\"d\(index)\" cx=\"\(Self.text(x + 18))\" cy=\"440\" r=\"3\"/>")
            parts.append(
                Self.label("\(rate) guests a minute at each gate", x: x + 46, y: 444))
        }
        let meanings: [IsolationPolicy: String] = [
            .failOpen: "fail-open: let in, and flag", .failSoft: "fail-soft: a person confirms",
            .ownership: "ownership: each gate its share",
        ]
        for (index, policy) in IsolationPolicy.allCases.enumerated() {
            let x = 70 + Double(index) * 290
            parts.append(Self.stroke("line none \(policy.rawValue)", x, 470, x + 36, 470))
            parts.append(Self.label(meanings[policy] ?? policy.rawValue, x: x + 46, y: 474))
        }
        return parts
    }

    // MARK: - Marks

    private static func stroke(
        _ kind: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double
    ) -> String {
        "<line class=\"\(kind)\" x1=\"\(text(x1))\" y1=\"\(text(y1))\" x2=\"\(text(x2))\" "
            + "y2=\"\(text(y2))\"/>"
    }

    private static func label(
        _ words: String, x: Double, y: Double, anchor: String = "start", class kind: String? = nil
    ) -> String {
        "<text" + (kind.map { " class=\"\($0)\"" } ?? "") + " x=\"\(text(x))\" y=\"\(text(y))\""
            + " text-anchor=\"\(anchor)\">\(words)</text>"
    }

    /// Between the lines of a grid: 1, 2 or 5 times a power of ten, four to eight of them.
    private static func step(for top: Double) -> Double {
        guard top > 0 else { return 1 }
        let power = pow(10, (log10(top) - 0.7).rounded(.down))
        return [1, 2, 5, 10].map { $0 * power }.first { top / $0 <= 6 } ?? 10 * power
    }

    /// With a tenth where there is one.
    private static func text(_ value: Double) -> String {
        let tenths = (value * 10).rounded() / 10
        return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
    }
}

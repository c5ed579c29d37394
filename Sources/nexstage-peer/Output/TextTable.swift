/// Columns of text, as wide as they need to be; the last one gives way on a narrow terminal.
struct TextTable {
    private var rows: [[String]] = []
    private let gap = 2

    init() {}

    mutating func add(_ cells: [String]) { rows.append(cells.map(TerminalText.clean)) }

    /// The rows as lines of at most so many columns.
    func lines(columns: Int) -> [String] {
        let count = rows.map(\.count).max() ?? 0
        var widths = [Int](repeating: 0, count: count)
        for row in rows {
            for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.count) }
        }
        return rows.map { row in
            var line = ""
            for (index, cell) in row.enumerated() {
                let isLast = index == row.count - 1
                line += isLast ? cell : TerminalText.padded(cell, to: widths[index] + gap)
            }
            return TerminalText.shortened(line, to: columns)
        }
    }
}

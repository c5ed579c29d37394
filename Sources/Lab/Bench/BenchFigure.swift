/// One line of the table.
package struct BenchFigure: Codable, Hashable, Sendable {
    /// The table that it stands in.
    package let section: String
    package let name: String
    package let unit: String
    package let spread: Spread

    package init(_ section: String, _ name: String, _ unit: String, _ samples: [Double]) {
        self.section = section
        self.name = name
        self.unit = unit
        spread = Spread(samples)
    }
}

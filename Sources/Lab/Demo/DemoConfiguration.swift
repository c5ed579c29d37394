/// What `demo` was asked for.
package struct DemoConfiguration: Sendable {
    /// Gates beside the office.
    package var stations: Int
    /// A CSV of attendees; nil for generated ones.
    package var attendees: String?
    /// A programme, in any format that `import schedule` takes; nil for none.
    package var schedule: String?
    /// People that are generated where no file is named.
    package var generated: Int
    package var seed: UInt64
    /// The folder that everything stays in; nil for a temporary one that is removed.
    package var keep: String?

    package static let stationsMaximum = 16
    package static let peopleMinimum = 40
    package static let peopleMaximum = 100_000

    package init(
        stations: Int = 4, attendees: String? = nil, schedule: String? = nil,
        generated: Int = 5_000, seed: UInt64 = 1, keep: String? = nil
    ) {
        self.stations = stations
        self.attendees = attendees
        self.schedule = schedule
        self.generated = generated
        self.seed = seed
        self.keep = keep
    }

    func check() throws(DemoError) {
        guard 1...Self.stationsMaximum ~= stations else {
            throw .badOption("--stations", minimum: 1, maximum: Self.stationsMaximum)
        }
        guard Self.peopleMinimum...Self.peopleMaximum ~= generated else {
            throw .badOption(
                "--people", minimum: Self.peopleMinimum, maximum: Self.peopleMaximum)
        }
    }
}

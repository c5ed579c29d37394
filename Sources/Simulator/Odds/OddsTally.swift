/// What the samples of one case came to.
package struct OddsTally: Hashable, Sendable {
    /// The case.
    package let cell: OddsCell
    /// What it should come to.
    package let expected: Double
    /// How many samples were played.
    package private(set) var samples = 0
    /// `double_admission` conflicts in all samples.
    package private(set) var duplicates = 0
    /// `reentry_unconfirmed` notices in all samples.
    package private(set) var unconfirmedReturns = 0
    /// What happened in the lines, in all samples.
    package private(set) var doors = DoorCounts()

    /// A tally without samples yet.
    package init(_ cell: OddsCell, assumptions: OddsAssumptions) {
        self.cell = cell
        expected = OddsFormula(cell, assumptions: assumptions).duplicates
    }

    /// Adds one sample.
    package mutating func add(_ counts: SimulationCounts) {
        samples += 1
        duplicates += counts.conflicts["double_admission"] ?? 0
        unconfirmedReturns += counts.conflicts["reentry_unconfirmed"] ?? 0
        doors.add(counts.doors)
    }

    /// Duplicate admissions in one event.
    package var duplicatesMean: Double { mean(duplicates) }
    var unconfirmedReturnsMean: Double { mean(unconfirmedReturns) }
    var sentOnMean: Double { mean(doors.sentOn) }
    var interval: PoissonInterval { PoissonInterval(count: duplicates, samples: samples) }

    /// Whether calculation and simulation agree.
    package var isAsExpected: Bool { interval.contains(expected) }

    /// From coming to being dealt with, minutes, of guests who came during the partition.
    var delayMinutesMean: Double {
        Double(doors.delayMicroseconds) / Double(max(1, doors.measured)) / 60_000_000
    }

    private func mean(_ count: Int) -> Double { Double(count) / Double(max(1, samples)) }
}

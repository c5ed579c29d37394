/// Plays the cases of the table.
package enum Odds {
    /// Plays one sample of a case.
    ///
    /// - Parameters:
    ///   - folder: see ``Simulator/play(seed:options:in:keepsTrace:)``.
    ///   - scansEveryTicket: whether tickets that are shown only once are scanned as well.
    /// - Throws: a ``Violation`` if the checkers find something, and what the real file system
    ///   refuses.
    package static func play(
        _ cell: OddsCell, assumptions: OddsAssumptions = OddsAssumptions(), sample: UInt64,
        in folder: String, scansEveryTicket: Bool = false
    ) throws -> SimulationCounts {
        let plan = OddsPlan.plan(
            cell, assumptions: assumptions, sample: sample, scansEveryTicket: scansEveryTicket)
        let report = try Simulator.play(plan, in: folder)
        if let violation = report.violation { throw violation }
        return report.counts
    }
}

import CRDT
import Foundation
import Simulator
import Testing

@Suite("The odds of admitting a ticket twice")
struct OddsTests {
    /// Many tickets are passed on, so that a few samples say something.
    private static let busy: OddsAssumptions = {
        var assumptions = OddsAssumptions()
        assumptions.secondShownPerThousand = 250
        assumptions.outingPerThousand = 50
        assumptions.secondShownMinutes = 4
        return assumptions
    }()

    private func tally(
        _ cell: OddsCell, samples: Int = 3, scansEveryTicket: Bool = false
    ) throws -> OddsTally {
        var tally = OddsTally(cell, assumptions: Self.busy)
        for sample in 0..<samples {
            tally.add(
                try Odds.play(
                    cell, assumptions: Self.busy, sample: UInt64(sample),
                    in: NSTemporaryDirectory(), scansEveryTicket: scansEveryTicket))
        }
        return tally
    }

    @Test("Simulation and calculation agree", arguments: OddsCell.Split.allCases)
    func formula(split: OddsCell.Split) throws {
        let tally = try tally(OddsCell(minutes: 6, guestsPerMinute: 6, split: split))
        #expect(tally.duplicates > 20)
        #expect(tally.isAsExpected)
    }

    @Test("A look at documents finds most strangers out, and takes its time")
    func failSoft() throws {
        let cell = OddsCell(minutes: 6, guestsPerMinute: 6)
        let open = try tally(cell)
        let soft = try tally(OddsCell(minutes: 6, guestsPerMinute: 6, policy: .failSoft))
        #expect(soft.isAsExpected)
        #expect(soft.duplicates > 0)
        #expect(soft.duplicates * 2 < open.duplicates)
        #expect(soft.doors.caught > 0)
        #expect(soft.doors.delayMicroseconds > 4 * open.doors.delayMicroseconds)
        #expect(open.doors.confirmed == 0)
    }

    @Test("Where each gate has its share, no ticket is admitted twice")
    func ownership() throws {
        let cell = OddsCell(minutes: 6, guestsPerMinute: 6, policy: .ownership)
        let tally = try tally(cell, samples: 2)
        #expect(tally.duplicates == 0)
        #expect(tally.doors.refused > 0)
        // Three of four guests come to a gate that isn't their ticket's.
        let share = Double(tally.doors.sentOn) / Double(tally.doors.measured)
        #expect((0.55...0.8).contains(share))
    }

    @Test("Nor where the doors can't keep up with sending guests on")
    func crowdedOwnership() throws {
        let cell = OddsCell(minutes: 3, guestsPerMinute: 40, policy: .ownership)
        let tally = try tally(cell, samples: 1)
        #expect(tally.duplicates == 0)
        #expect(tally.doors.sentOn > 0)
        #expect(tally.doors.longestLine > 40)
    }

    @Test("Without a partition nothing is admitted twice, whatever the policy")
    func connected() throws {
        for policy in IsolationPolicy.allCases {
            let tally = try tally(
                OddsCell(minutes: 0, guestsPerMinute: 15, policy: policy), samples: 1)
            #expect(tally.duplicates == 0)
            #expect(tally.unconfirmedReturns == 0)
            #expect(tally.doors.refused > 0)
            #expect(tally.doors.sentOn + tally.doors.confirmed == 0)
        }
    }

    @Test("Guests who went out and came back by another gate are told apart from duplicates")
    func returns() throws {
        var assumptions = OddsAssumptions()
        assumptions.secondShownPerThousand = 0
        assumptions.outingPerThousand = 300
        assumptions.insideMinutes = 2
        assumptions.awayMinutes = 2
        let counts = try Odds.play(
            OddsCell(minutes: 10, guestsPerMinute: 5), assumptions: assumptions, sample: 1,
            in: NSTemporaryDirectory())
        #expect(counts.conflicts["double_admission"] == nil)
        #expect((counts.conflicts["reentry_unconfirmed"] ?? 0) > 5)
    }

    @Test("Tickets that are shown once change nothing", arguments: IsolationPolicy.allCases)
    func everyTicket(policy: IsolationPolicy) throws {
        let cell = OddsCell(minutes: 4, guestsPerMinute: 6, policy: policy)
        let some = try tally(cell, samples: 1)
        let every = try tally(cell, samples: 1, scansEveryTicket: true)
        #expect(some.duplicates == every.duplicates)
        #expect(some.unconfirmedReturns == every.unconfirmedReturns)
        #expect(some.doors.served == every.doors.served)
        #expect(some.doors.measured == every.doors.measured)
    }

    @Test("The same sample is the same event")
    func deterministic() throws {
        let cell = OddsCell(minutes: 4, guestsPerMinute: 10)
        #expect(try tally(cell, samples: 1) == tally(cell, samples: 1))
    }
}

import CRDT
import Testing

@Suite struct AttendanceHistoryTests {
    @Test func entryExitEntryIsOneStory() {
        let history = AttendanceHistory([
            .entry(1, at: 10), .exit(2, at: 20, closing: [1]), .entry(3, at: 30, seen: [2]),
        ])
        #expect(history.openEntries == [.event(3)])
        #expect(history.closedBy == [.event(1): .event(2)])
        #expect(history.doubleAdmissions == [])
        #expect(history.unconfirmedReentries == [])
        #expect(history.live == [.event(3)])
    }

    @Test func concurrentEntriesAreADoubleAdmission() {
        let history = AttendanceHistory([.entry(2, at: 20), .entry(1, at: 10)])
        #expect(history.doubleAdmissions == [[.event(1), .event(2)]])
        #expect(history.openEntries == [.event(1), .event(2)])
    }

    @Test func anOverrideSawTheEntryAndIsNone() {
        let history = AttendanceHistory([.entry(1, at: 10), .entry(2, at: 20, seen: [1])])
        #expect(history.doubleAdmissions == [])
        #expect(history.openEntries.count == 2)
    }

    @Test func anOverrideOfOneOfTwoDoesNotHideThem() {
        let history = AttendanceHistory([
            .entry(1, at: 10), .entry(2, at: 20), .entry(3, at: 30, seen: [1]),
        ])
        #expect(history.doubleAdmissions == [[.event(1), .event(2), .event(3)]])
        let knowing = AttendanceHistory([
            .entry(1, at: 10), .entry(2, at: 20), .entry(3, at: 30, seen: [1, 2]),
        ])
        #expect(knowing.doubleAdmissions == [[.event(1), .event(2)]])
    }

    @Test func aReentryThatHadNotHeardOfTheExitIsUnconfirmed() {
        let history = AttendanceHistory([
            .entry(1, at: 10), .exit(2, at: 20, closing: [1]), .entry(3, at: 30),
        ])
        #expect(history.doubleAdmissions == [])
        #expect(history.unconfirmedReentries == [[.event(1), .event(3)]])
        #expect(history.openEntries == [.event(3)])
        let before = AttendanceHistory([
            .entry(1, at: 10), .exit(2, at: 40, closing: [1]), .entry(3, at: 30),
        ])
        #expect(before.doubleAdmissions == [[.event(1), .event(3)]])
        #expect(before.unconfirmedReentries == [])
    }

    @Test func anOrphanExitClosesTheEarliestOpenEntryBeforeIt() {
        let history = AttendanceHistory([
            .entry(1, at: 10), .entry(2, at: 20), .exit(3, at: 30), .entry(4, at: 40),
        ])
        #expect(history.closedBy == [.event(1): .event(3)])
        #expect(history.openEntries == [.event(2), .event(4)])
        let lonely = AttendanceHistory([.exit(3, at: 5), .entry(1, at: 10)])
        #expect(lonely.openEntries == [.event(1)])
        #expect(lonely.live == [.event(1), .event(3)])
    }

    @Test func anExitClosesOnlyWhatItNames() {
        let history = AttendanceHistory([
            .entry(1, at: 10), .entry(2, at: 20), .exit(3, at: 30, closing: [2]),
        ])
        #expect(history.openEntries == [.event(1)])
        let unknown = AttendanceHistory([.entry(1, at: 10), .exit(3, at: 30, closing: [9])])
        #expect(unknown.openEntries == [.event(1)], "it names something, so it is no orphan")
    }

    @Test func ofTwoExitsTheFirstCloses() {
        let history = AttendanceHistory([
            .entry(1, at: 10), .exit(3, at: 30, closing: [1]), .exit(2, at: 25, closing: [1]),
        ])
        #expect(history.closedBy == [.event(1): .event(2)])
        #expect(history.live == [.event(2), .event(3)])
    }

    @Test func anUndoneEntryDoesNotCountButStillTellsWhatWasSeen() {
        let undone = AttendanceHistory([.entry(1, at: 10), .undone(.entry(2, at: 20))])
        #expect(undone.doubleAdmissions == [])
        #expect(undone.events.map(\.dot) == [.event(1)])
        // Who came in after the exit knew of the first entry, though the exit was undone since.
        let through = AttendanceHistory([
            .entry(1, at: 10), .undone(.exit(2, at: 20, closing: [1])), .entry(3, at: 5, seen: [2]),
        ])
        #expect(through.openEntries == [.event(1), .event(3)])
        #expect(through.doubleAdmissions == [])
        #expect(through.events.map(\.dot) == [.event(1), .event(3)])
    }

    @Test func anExitThatWasHeardOfThroughAnUndoneEntryIsNotNamedAgain() {
        let history = AttendanceHistory([
            .exit(1, at: 10), .undone(.entry(2, at: 20, seen: [1])), .exit(3, at: 30, closing: [2]),
        ])
        #expect(history.live == [.event(3)])
        // Nobody heard of it but who took his word back.
        let alone = AttendanceHistory([.exit(1, at: 10), .undone(.entry(2, at: 20, seen: [1]))])
        #expect(alone.live == [.event(1)])
    }

    @Test(arguments: [0, 4_102_444_800_000, HybridTimestamp.millisecondsMaximum] as [UInt64])
    func wrongClocksNeverBeatCauses(milliseconds: UInt64) {
        // The first gate's clock is wrong, everybody after it saw what it wrote.
        let history = AttendanceHistory([
            .entry(9, at: milliseconds), .exit(8, at: 1_790_000_000_000, closing: [9]),
            .entry(7, at: 0, seen: [8]), .exit(6, at: 1_790_000_000_001, closing: [7]),
        ])
        #expect(history.events.map(\.dot) == [.event(9), .event(8), .event(7), .event(6)])
        #expect(history.effectiveTimes == history.effectiveTimes.sorted())
        #expect(history.openEntries == [])
        #expect(history.doubleAdmissions == [])
        #expect(history.unconfirmedReentries == [])
        #expect(history.effectiveTime(of: .event(7)).map { $0 >= .zero } == true)
        #expect(history.effectiveTime(of: .event(5)) == nil)
    }

    @Test func effectiveTimeIsOnePastWhatWasNamed() {
        let history = AttendanceHistory([.entry(1, at: 50), .exit(2, at: 10, closing: [1])])
        #expect(
            history.effectiveTimes == [
                HybridTimestamp(milliseconds: 50), HybridTimestamp(milliseconds: 50, counter: 1),
            ])
    }

    @Test func forgedCirclesTerminateAndHonestEventsKeepTheirOrder() {
        let history = AttendanceHistory([
            .entry(1, at: 50, seen: [2]), .entry(2, at: 60, seen: [1]),
            .entry(3, at: 90, seen: [3]), .exit(5, at: 5, closing: [1, 2, 3]),
            .entry(4, at: 1, seen: [5]),
        ])
        #expect(
            history.events.map(\.dot) == [.event(1), .event(2), .event(3), .event(5), .event(4)])
        #expect(history.openEntries == [.event(4)])
        #expect(history.doubleAdmissions == [[.event(1), .event(2), .event(3)]])
    }

    @Test func anEmptyHistoryIsEmpty() {
        let history = AttendanceHistory([])
        #expect(history.events == [] && history.live == [] && history.doubleAdmissions == [])
    }
}

extension Dot {
    /// The dot of a test's event.
    static func event(_ number: UInt64) -> Dot { .sample(number, 1) }
}

extension AttendanceHistory.Event {
    static func entry(_ number: UInt64, at milliseconds: UInt64, seen: [UInt64] = []) -> Self {
        Self(
            dot: .event(number), kind: .entry, time: HybridTimestamp(milliseconds: milliseconds),
            named: seen.map { .event($0) })
    }

    static func exit(_ number: UInt64, at milliseconds: UInt64, closing: [UInt64] = []) -> Self {
        Self(
            dot: .event(number), kind: .exit, time: HybridTimestamp(milliseconds: milliseconds),
            named: closing.map { .event($0) })
    }

    static func undone(_ event: Self) -> Self {
        var event = event
        event.isEffective = false
        return event
    }
}

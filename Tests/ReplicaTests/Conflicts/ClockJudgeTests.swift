import Replica
import Testing

@Suite struct ClockJudgeTests {
    @Test func oneWrongClockAmongManyIsTheOnlySuspect() {
        // A is ten minutes off: it disagrees with all, each of them only with it.
        #expect(ClockJudge.suspects([("A", "B"), ("A", "C"), ("D", "A")]) == ["A"])
    }

    @Test func ofTwoAloneBothAreNamed() {
        #expect(ClockJudge.suspects([("A", "B")]) == ["A", "B"])
    }

    @Test func twoWrongClocksAmongManyAreBothFound() {
        let slow = [("A", "C"), ("A", "D"), ("A", "B")]
        let fast = [("C", "B"), ("D", "B")]
        #expect(ClockJudge.suspects(slow + fast) == ["A", "B"])
    }

    @Test func theOrderAndRepetitionOfDisagreementsDoNotMatter() {
        let edges = [("A", "B"), ("A", "C"), ("D", "A"), ("E", "F")]
        let expected = ClockJudge.suspects(edges)
        #expect(expected == ["A", "E", "F"])
        #expect(ClockJudge.suspects(edges.reversed() + edges) == expected)
        #expect(ClockJudge.suspects(edges.map { ($0.1, $0.0) }) == expected)
    }

    @Test func nobodyIsSuspectedWithoutDisagreementOrByItself() {
        #expect(ClockJudge.suspects([(String, String)]()) == [])
        #expect(ClockJudge.suspects([("A", "A")]) == [])
    }

    @Test func sixtySecondsAreTolerated() {
        let now: UInt64 = 1_795_438_200_000
        #expect(!ClockJudge.isDisagreement(now, seen: now + 60_000))
        #expect(ClockJudge.isDisagreement(now, seen: now + 60_001))
        #expect(!ClockJudge.isDisagreement(now, seen: now - 3_600_000))
    }

    @Test func clocksAtTheEndsOfTimeAreJudgedWithoutOverflow() {
        let year2100: UInt64 = 4_102_444_800_000
        #expect(ClockJudge.isDisagreement(0, seen: year2100))
        #expect(!ClockJudge.isDisagreement(year2100, seen: 0))
        #expect(!ClockJudge.isDisagreement(.max, seen: .max))
        #expect(ClockJudge.isDisagreement(0, seen: .max))
    }
}

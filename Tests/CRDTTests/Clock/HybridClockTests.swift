import CRDT
import Testing

@Suite struct HybridClockTests {
    private let wall: UInt64 = 1_790_000_000_000

    @Test func followsTheWallAndNeverRunsBackwards() {
        var clock = HybridClock()
        #expect(clock.tick(wallMilliseconds: wall) == HybridTimestamp(milliseconds: wall))
        let again = clock.tick(wallMilliseconds: wall)
        #expect(again == HybridTimestamp(milliseconds: wall, counter: 1))
        let earlier = clock.tick(wallMilliseconds: wall - 5000)
        #expect(earlier == HybridTimestamp(milliseconds: wall, counter: 2))
        let later = clock.tick(wallMilliseconds: wall + 1)
        #expect(later == HybridTimestamp(milliseconds: wall + 1))
    }

    @Test func aBatchTakesConsecutiveReadings() {
        var clock = HybridClock()
        let first = clock.tick(count: 70_000, wallMilliseconds: wall)
        #expect(first == HybridTimestamp(milliseconds: wall))
        #expect(clock.last == first.advanced(by: 69_999))
        #expect(clock.last.milliseconds == wall + 1, "the counter carries")
        #expect(clock.tick(count: 0, wallMilliseconds: wall) == first.advanced(by: 70_000))
    }

    @Test func aRemoteReadingMovesItByAMinuteAtMost() {
        var clock = HybridClock()
        _ = clock.tick(wallMilliseconds: wall)
        clock.observe(HybridTimestamp(milliseconds: wall + 59_000), wallMilliseconds: wall)
        #expect(clock.last.milliseconds == wall + 59_000)
        clock.observe(.maximum, wallMilliseconds: wall)
        #expect(clock.last == HybridTimestamp(milliseconds: wall + 60_000))
        clock.observe(.zero, wallMilliseconds: wall)
        #expect(clock.last == HybridTimestamp(milliseconds: wall + 60_000))
    }

    @Test func wrongClocksNeitherTrapNorRunBackwards() {
        var clock = HybridClock()
        for wall in [0, 1, 4_102_444_800_000, UInt64.max, 0] {
            let before = clock.last
            #expect(clock.tick(wallMilliseconds: wall) >= before)
            clock.observe(.maximum, wallMilliseconds: wall)
            #expect(clock.last >= before)
        }
        #expect(clock.last.milliseconds == HybridTimestamp.millisecondsMaximum)
        let last = clock.last
        #expect(clock.tick(count: .max, wallMilliseconds: 0) == last.advanced(by: 1))
        #expect(clock.tick(wallMilliseconds: 0) == .maximum)
    }

    @Test func anyMixtureOfEventsOnlyGoesForward() {
        var random = SplitMix64(seed: 11)
        for _ in 0..<Scale.cases(2000) {
            var clock = HybridClock()
            for _ in 0..<30 {
                let before = clock.last
                let wall = random.oneIn(3) ? random.next() : random.number(0...4_102_444_800_000)
                if random.oneIn(2) {
                    let count = random.number(0...5)
                    let reading = clock.tick(count: count, wallMilliseconds: wall)
                    #expect(reading > before || reading == .maximum)
                    #expect(clock.last == reading.advanced(by: max(count, 1) - 1))
                } else {
                    clock.observe(HybridTimestamp(packed: random.next()), wallMilliseconds: wall)
                    let ceiling = HybridTimestamp(
                        milliseconds: wall.addingReportingOverflow(60_000).overflow
                            ? .max : wall + 60_000)
                    #expect(clock.last >= before && clock.last <= max(before, ceiling))
                }
            }
        }
    }
}

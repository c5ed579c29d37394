import CRDT
import Testing

@Suite struct HybridTimestampTests {
    @Test func partsAndPackedFormAgree() {
        let time = HybridTimestamp(milliseconds: 5, counter: 7)
        #expect(time.packed == 5 << 16 | 7)
        #expect(time.milliseconds == 5)
        #expect(time.counter == 7)
        #expect(HybridTimestamp(packed: time.packed) == time)
    }

    @Test func aFullCounterCarriesIntoTheMilliseconds() {
        let full = HybridTimestamp(milliseconds: 5, counter: .max)
        #expect(full.advanced(by: 1) == HybridTimestamp(milliseconds: 6))
    }

    @Test func theEndOfTimeSaturates() {
        #expect(HybridTimestamp.maximum.advanced(by: 1) == .maximum)
        #expect(HybridTimestamp.maximum.advanced(by: .max) == .maximum)
        #expect(HybridTimestamp(packed: .max) == .maximum)
        #expect(HybridTimestamp(milliseconds: .max, counter: .max) == .maximum)
        #expect(HybridTimestamp.maximum.milliseconds == HybridTimestamp.millisecondsMaximum)
    }

    @Test func ordersByTimeThenCounter() {
        let ordered: [HybridTimestamp] = [
            .zero, HybridTimestamp(milliseconds: 0, counter: 1),
            HybridTimestamp(milliseconds: 1), HybridTimestamp(milliseconds: 4_102_444_800_000),
            .maximum,
        ]
        #expect(ordered.reversed().sorted() == ordered)
    }
}

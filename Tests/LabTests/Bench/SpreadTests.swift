import Lab
import Testing

/// What several measurements say together.
@Suite struct SpreadTests {
    @Test func theMedianOfAnOddNumberIsTheMiddleOne() {
        let spread = Spread([9, 1, 5])
        #expect(spread.median == 5)
        #expect(spread.minimum == 1)
        #expect(spread.maximum == 9)
        #expect(spread.runs == 3)
    }

    @Test func theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
        #expect(Spread([4, 1, 2, 100]).median == 3)
    }

    @Test func nothingMeasuredIsZero() {
        #expect(Spread([]).median == 0)
        #expect(Spread([]).runs == 0)
        #expect(Spread.percentile(0.5, of: []) == 0)
    }

    @Test func percentilesAreSamples() {
        let samples = (1...100).map(Double.init).reversed()
        #expect(Spread.percentile(0.5, of: Array(samples)) == 50)
        #expect(Spread.percentile(0.99, of: Array(samples)) == 99)
        #expect(Spread.percentile(1, of: Array(samples)) == 100)
        #expect(Spread.percentile(0, of: Array(samples)) == 1)
    }
}

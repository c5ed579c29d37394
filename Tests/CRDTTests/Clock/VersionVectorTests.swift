import CRDT
import Testing

@Suite struct VersionVectorTests {
    @Test func mergingIsTheLeastUpperBound() {
        var random = SplitMix64(seed: 5)
        for _ in 0..<Scale.cases(5000) {
            let (a, b, c) = (vector(&random), vector(&random), vector(&random))
            #expect(merged(a, b) == merged(b, a))
            #expect(merged(merged(a, b), c) == merged(a, merged(b, c)))
            #expect(merged(a, a) == a)
            let both = merged(a, b)
            #expect(both.dominates(a) && both.dominates(b))
            #expect(both.dominates(a) && (c.dominates(both) == (c.dominates(a) && c.dominates(b))))
            #expect((a.dominates(b) && b.dominates(a)) == (a == b))
        }
    }

    @Test func containsWhatItCovers() {
        let vector = VersionVector([.sample(1): 3, .sample(2): 0])
        #expect(vector.contains(.sample(1, 3)))
        #expect(!vector.contains(.sample(1, 4)))
        #expect(!vector.contains(.sample(1, 0)))
        #expect(!vector.contains(.sample(2, 1)))
        #expect(vector == VersionVector([.sample(1): 3]), "zero is the same as absent")
    }

    @Test func advancesForwardOnlyAndListsInOrder() {
        var vector = VersionVector()
        vector.advance(.sample(2), to: 5)
        vector.advance(.sample(2), to: 4)
        vector.advance(.sample(1), to: 1)
        vector.advance(.sample(3), to: 0)
        #expect(vector.sorted.map(\.author) == [.sample(1), .sample(2)])
        #expect(vector.sorted.map(\.sequence) == [1, 5])
    }

    private func vector(_ random: inout SplitMix64) -> VersionVector {
        VersionVector(
            Dictionary(
                (0..<random.int(0...4)).map { _ in
                    (AuthorID.sample(random.number(0...3)), random.number(0...3))
                }, uniquingKeysWith: max))
    }

    private func merged(_ one: VersionVector, _ other: VersionVector) -> VersionVector {
        var result = one
        result.merge(other)
        return result
    }
}

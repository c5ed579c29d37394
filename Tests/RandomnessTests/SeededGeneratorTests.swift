import Randomness
import Testing

@Suite("Seeded randomness")
struct SeededGeneratorTests {
    @Test("SplitMix64 and xoshiro256** give the published numbers")
    func vectors() {
        var spread = SplitMix64(seed: 1_234_567)
        #expect(
            (0..<3).map { _ in spread.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
        var generator = SeededGenerator(state: (1, 2, 3, 4))
        #expect(
            (0..<4).map { _ in generator.next() } == [
                11_520, 0, 1_509_978_240, 1_215_971_899_390_074_240,
            ])
    }

    @Test("a seed replays, another seed differs")
    func replay() {
        var first = SeededGenerator(seed: 7)
        var again = SeededGenerator(seed: 7)
        var other = SeededGenerator(seed: 8)
        let numbers = first.bytes(64)
        #expect(again.bytes(64) == numbers)
        #expect(other.bytes(64) != numbers)
    }

    @Test("numbers stay below their bound and reach all of it")
    func bounds() {
        var generator = SeededGenerator(seed: 1)
        #expect(Set((0..<1_000).map { _ in generator.below(7) }) == Set(0..<7))
        #expect(generator.below(0) == 0 && generator.below(-5) == 0 && generator.below(1) == 0)
        #expect(generator.below(.max) >= 0)
        let hits = (0..<10_000).count { _ in generator.chance(percent: 30) }
        #expect((2_700...3_300).contains(hits))
        #expect(generator.pick([Int]()) == nil)
        #expect(generator.pick([5]) == 5)
    }

    @Test("shuffling keeps the elements and moves them")
    func shuffling() {
        var generator = SeededGenerator(seed: 3)
        var elements = Array(0..<100)
        generator.shuffle(&elements)
        #expect(elements != Array(0..<100))
        #expect(elements.sorted() == Array(0..<100))
    }
}

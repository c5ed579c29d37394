import CRDT
import Testing

@Suite struct IdentifierTests {
    @Test func bytesAndDigitsComeBack() {
        var random = SplitMix64(seed: 9)
        for _ in 0..<Scale.cases(1000) {
            let (short, long) = (random.bytes(16), random.bytes(32))
            #expect(AuthorID(bytes: short)?.bytes == short)
            #expect(Hash256(bytes: long)?.bytes == long)
            #expect(AuthorID(hex: short.hex)?.description == short.hex)
            #expect(Hash256(hex: long.hex.uppercased())?.description == long.hex)
        }
    }

    @Test func orderIsThatOfTheBytes() {
        var random = SplitMix64(seed: 10)
        for _ in 0..<Scale.cases(1000) {
            let (one, two) = (random.bytes(32), random.bytes(32))
            let isBefore = one.lexicographicallyPrecedes(two)
            #expect(
                Hash256(bytes: one).flatMap { a in Hash256(bytes: two).map { a < $0 } } == isBefore)
            let (a, b) = (Array(one.prefix(16)), Array(two.prefix(16)))
            let isShortBefore = a.lexicographicallyPrecedes(b)
            #expect(
                AuthorID(bytes: a).flatMap { a in AuthorID(bytes: b).map { a < $0 } }
                    == isShortBefore)
        }
    }

    @Test(arguments: [
        "", "0", "zz", "00112233445566778899aabbccddee", "é0112233445566778899aabbccddeeff",
    ])
    func otherLengthsAndDigitsAreRefused(text: String) {
        #expect(AuthorID(hex: text) == nil)
        #expect(Hash256(hex: text) == nil)
    }

    @Test func dotsAreReadAsTheyAreWritten() {
        let dot = Dot.sample(3, 42)
        #expect(Dot(text: dot.description) == dot)
        let author = AuthorID.sample(3)
        for bad in [
            "", "\(author)", "\(author):0", "\(author):+5", "\(author):007", "\(author):1:2",
            "\(author):9007199254740993", ":5", "xyz:5", "\(author): 5",
        ] {
            #expect(Dot(text: bad) == nil, "\(bad)")
        }
    }
}

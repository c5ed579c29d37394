import CRDT
import Testing

@Suite struct RegisterCellTests {
    @Test func aWriteOverWhatItSawReplacesIt() {
        let cell = RegisterCell([write(1, 100, "a"), write(2, 50, "b", over: [1])])
        #expect(cell.antichain.map(\.dot) == [dot(2)], "the later cause wins, not the later clock")
        #expect(cell.winner?.value == Array("b".utf8))
        #expect(!cell.isConflicting)
    }

    @Test func concurrentWritesStandSideBySideAndTheLatestIsShown() {
        let cell = RegisterCell([write(2, 60, "b"), write(1, 60, "a"), write(3, 50, "c")])
        #expect(cell.antichain.map(\.dot) == [dot(3), dot(1), dot(2)])
        #expect(cell.winner?.dot == dot(2))
        #expect(cell.isConflicting)
        #expect(!RegisterCell([write(1, 1, "a"), write(2, 2, "a")]).isConflicting)
    }

    /// A beats B by its clock, B overwrote C, C beats A by its clock: folding two at a time gives a
    /// result that depends on which two come first.
    @Test func pairwiseFoldingIsNotTransitive() {
        let a = write(1, 60, "a")
        let b = write(2, 50, "b", over: [3])
        let c = write(3, 70, "c")
        #expect(fold(fold(a, b), c) != fold(a, fold(b, c)))
        for order in [[a, b, c], [c, b, a], [b, a, c]] {
            let cell = RegisterCell(order)
            #expect(cell.antichain.map(\.dot) == [dot(2), dot(1)])
            #expect(cell.winner?.dot == dot(1))
        }
    }

    @Test func anEmptyCellShowsNothing() {
        #expect(RegisterCell().winner == nil)
        #expect(RegisterCell().antichain == [])
        #expect(!RegisterCell().isConflicting)
    }

    @Test func aForgedCircleShowsAllOfItsWrites() {
        let cell = RegisterCell([write(1, 1, "a", over: [2]), write(2, 2, "b", over: [1])])
        #expect(cell.antichain.map(\.dot) == [dot(1), dot(2)])
    }

    @Test func orderOfArrivalIsIrrelevantAndDominatedWritesNeverShow() {
        for seed in 0..<UInt64(Scale.cases(3000)) {
            var random = SplitMix64(seed: seed)
            let count = UInt64(random.int(1...12))
            let writes = (1...count).map { number in
                write(
                    number, random.number(0...5), "v\(random.int(0...2))",
                    over: Set((0..<random.int(0...3)).map { _ in random.number(0...number) })
                        .filter { $0 != number }.sorted())
            }
            let cell = RegisterCell(writes)
            #expect(cell == RegisterCell(writes.shuffled(using: &random)), "seed \(seed)")
            let overwritten = Set(writes.flatMap(\.overwrites))
            #expect(
                Set(cell.antichain.map(\.dot))
                    == Set(writes.map(\.dot).filter { !overwritten.contains($0) }),
                "seed \(seed)")
        }
    }

    /// What a last-writer-wins register would keep of two.
    private func fold(_ one: RegisterCell.Write, _ other: RegisterCell.Write) -> RegisterCell.Write
    {
        if one.overwrites.contains(other.dot) { return one }
        if other.overwrites.contains(one.dot) { return other }
        return one.time < other.time ? other : one
    }

    private func dot(_ number: UInt64) -> Dot { .sample(number, 1) }

    private func write(
        _ number: UInt64, _ time: UInt64, _ value: String, over: [UInt64] = []
    ) -> RegisterCell.Write {
        RegisterCell.Write(
            dot: dot(number), time: HybridTimestamp(milliseconds: time), value: Array(value.utf8),
            overwrites: over.map { dot($0) })
    }
}

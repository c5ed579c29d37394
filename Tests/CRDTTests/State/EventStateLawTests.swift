import CRDT
import Testing

/// The laws of convergence over 10,000 generated histories.
///
/// A failure names the seed; to replay it
/// alone, give ``HistoryGenerator`` that seed.
@Suite struct EventStateLawTests {
    private typealias Entry = (author: AuthorID, delta: Delta)
    private static let blocks = 8

    @Test(arguments: 0..<blocks)
    func sameDeltasSameState(block: Int) {
        for seed in Self.seeds(block) {
            var history = HistoryGenerator(seed: seed)
            let deltas = history.space.deltas
            let whole = EventState(of: deltas)
            let shuffled = EventState(of: withRepeats(deltas, &history.random))
            let isSameShuffled = whole == shuffled
            #expect(isSameShuffled, "any order, with repeats: seed \(seed)")
            let isSameReversed = whole == EventState(of: deltas.reversed())
            #expect(isSameReversed, "the reverse order: seed \(seed)")
            let isSameMerged = whole == mergedParts(of: deltas, &history.random)
            #expect(isSameMerged, "batches merged: seed \(seed)")
            var met = history.peers.shuffled(using: &history.random).map(\.state)[...]
            var last = met.popFirst() ?? EventState()
            while let next = met.popFirst() { last.merge(next) }
            last.merge(shuffled)
            let isSameMet = whole == last
            #expect(isSameMet, "replicas that met: seed \(seed)")
            #expect(whole.parkedDeltas.isEmpty, "seed \(seed)")
            expect(whole, agreesWith: NaiveOutcome(of: deltas), seed)
        }
    }

    @Test(arguments: 0..<blocks)
    func mergingIsCommutativeAssociativeAndIdempotent(block: Int) {
        for seed in Self.seeds(block) {
            var history = HistoryGenerator(seed: seed)
            let deltas = history.space.deltas
            let (a, b, c) = (
                part(of: deltas, &history.random), part(of: deltas, &history.random),
                part(of: deltas, &history.random)
            )
            let ab = a.merged(with: b)
            let isCommutative = ab == b.merged(with: a)
            #expect(isCommutative, "seed \(seed)")
            let isAssociative = ab.merged(with: c) == a.merged(with: b.merged(with: c))
            #expect(isAssociative, "seed \(seed)")
            let isIdempotent = a.merged(with: a) == a && ab.merged(with: b) == ab
            #expect(isIdempotent, "seed \(seed)")
            guard let (author, delta) = history.random.pick(deltas) else { continue }
            var applied = a
            applied.receive(delta, author: author)
            let isSame = applied == a.merged(with: EventState(of: [(author, delta)]))
            #expect(isSame, "a delta is a merge: seed \(seed)")
        }
    }

    @Test func nothingRemovedComesBackWhileMembershipIsSettled() {
        for seed in 0..<UInt64(Scale.cases(2000)) {
            var history = HistoryGenerator(seed: seed, options: .init(changesMembership: false))
            let deltas = history.space.deltas
            var state = EventState(of: deltas.prefix(history.foundingCount))
            var removed: Set<Dot> = []
            let rest = deltas.dropFirst(history.foundingCount).shuffled(using: &history.random)
            for (author, delta) in rest {
                state.receive(delta, author: author)
                let now = Set(state.removed.map(\.dot))
                #expect(now.isSuperset(of: removed), "seed \(seed)")
                #expect(now.isDisjoint(with: state.effectiveDots), "seed \(seed)")
                removed = now
            }
        }
    }

    private static func seeds(_ block: Int) -> Range<UInt64> {
        let count = UInt64(Scale.cases(10_000) / blocks)
        return UInt64(block) * 1_000_000..<UInt64(block) * 1_000_000 + count
    }

    private func expect(_ state: EventState, agreesWith naive: NaiveOutcome, _ seed: UInt64) {
        #expect(state.effectiveEnrolments == naive.enrolments, "seed \(seed)")
        #expect(state.effectiveAttendance == naive.attendance, "seed \(seed)")
        #expect(state.effectiveIdentityClaims == naive.claims, "seed \(seed)")
        #expect(state.unresolved == naive.unresolved, "seed \(seed)")
        #expect(state.admitted == naive.admitted, "seed \(seed)")
        let quarantined = Dictionary(
            uniqueKeysWithValues: state.quarantined.map { ($0.dot, $0.reason) })
        #expect(quarantined == naive.quarantined, "seed \(seed)")
    }

    private func withRepeats(_ deltas: [Entry], _ random: inout SplitMix64) -> [Entry] {
        (deltas + deltas.filter { _ in random.oneIn(3) }).shuffled(using: &random)
    }

    private func part(of deltas: [Entry], _ random: inout SplitMix64) -> EventState {
        EventState(of: deltas.filter { _ in !random.oneIn(3) }.shuffled(using: &random))
    }

    /// Every delta in one of a few states at least, the states merged in some order.
    private func mergedParts(of deltas: [Entry], _ random: inout SplitMix64) -> EventState {
        var parts = Array(repeating: [Entry](), count: random.int(2...4))
        for delta in deltas {
            parts[random.int(0...parts.count - 1)].append(delta)
            if random.oneIn(3) { parts[random.int(0...parts.count - 1)].append(delta) }
        }
        return parts.map { EventState(of: $0.shuffled(using: &random)) }
            .reduce(EventState()) { $0.merged(with: $1) }
    }
}

import CRDT
import Testing

/// The history against its definitions, taken literally, on generated events.
@Suite struct AttendanceHistoryLawTests {
    private typealias Event = AttendanceHistory.Event

    @Test func agreesWithTheDefinitions() {
        for seed in 0..<UInt64(Scale.cases(10_000)) {
            var random = SplitMix64(seed: seed)
            let events = generated(&random, circles: false)
            let history = AttendanceHistory(events)
            let times = effectiveTimes(of: events)
            let order = events.filter(\.isEffective).sorted {
                (times[$0.dot] ?? 0, $0.dot) < (times[$1.dot] ?? 0, $1.dot)
            }
            #expect(history.events == order, "seed \(seed)")
            #expect(
                history.effectiveTimes.map(\.packed) == order.map { times[$0.dot] }, "seed \(seed)")
            let doubles = components(history, events: events, times: times, exitBetween: false)
            #expect(Set(history.doubleAdmissions.map(Set.init)) == doubles, "seed \(seed)")
            let returns = components(history, events: events, times: times, exitBetween: true)
            #expect(Set(history.unconfirmedReentries.map(Set.init)) == returns, "seed \(seed)")
        }
    }

    @Test func orderOfArrivalIsIrrelevantEvenWithForgedCircles() {
        for seed in 0..<UInt64(Scale.cases(5000)) {
            var random = SplitMix64(seed: seed)
            let events = generated(&random, circles: true)
            let (one, other) = (
                AttendanceHistory(events), AttendanceHistory(events.shuffled(using: &random))
            )
            #expect(one.events == other.events, "seed \(seed)")
            #expect(one.effectiveTimes == other.effectiveTimes, "seed \(seed)")
            #expect(one.openEntries == other.openEntries, "seed \(seed)")
            #expect(one.closedBy == other.closedBy, "seed \(seed)")
            #expect(one.live == other.live, "seed \(seed)")
            #expect(one.doubleAdmissions == other.doubleAdmissions, "seed \(seed)")
            #expect(one.unconfirmedReentries == other.unconfirmedReentries, "seed \(seed)")
        }
    }

    @Test func aFloodOfScansCostsBoundedWork() {
        let entries = (1...300).map { Event.entry($0, at: $0) }
        let history = AttendanceHistory(entries)
        #expect(history.openEntries.count == 300)
        #expect(
            history.doubleAdmissions.map(\.count) == [AttendanceHistory.entriesComparedMaximum])
        #expect(history.doubleAdmissions.first?.first == .event(1))

        let count = UInt64(Scale.cases(50_000))
        let chain = (1...count).map { number -> Event in
            number.isMultiple(of: 2)
                ? .exit(number, at: 0, closing: [number - 1])
                : .entry(number, at: 0, seen: number > 1 ? [number - 1] : [])
        }
        let long = AttendanceHistory(chain)
        #expect(long.doubleAdmissions == [])
        #expect(long.events.map(\.dot.author.low) == Array(1...count))
    }

    private func generated(_ random: inout SplitMix64, circles: Bool) -> [Event] {
        let count = UInt64(random.int(0...10))
        guard count > 0 else { return [] }
        // Dots are given in an order of their own, so that none follows the causes.
        let numbers = (1...count).shuffled(using: &random)
        return numbers.indices.map { index in
            let candidates = circles ? numbers[...] : numbers[..<index]
            let named = Set((0..<random.int(0...2)).compactMap { _ in random.pick(candidates) })
            let dots = named.sorted().map { Dot.event($0) }
            return Event(
                dot: .event(numbers[index]), kind: random.oneIn(3) ? .exit : .entry,
                time: random.oneIn(8)
                    ? .zero : HybridTimestamp(packed: random.number(0...20)), named: dots,
                isEffective: !random.oneIn(5))
        }
    }

    private func effectiveTimes(of events: [Event]) -> [Dot: UInt64] {
        var times: [Dot: UInt64] = [:]
        for event in events {
            // Events were generated after all that they name.
            times[event.dot] = max(
                event.time.packed,
                (event.named.compactMap { times[$0] }.max() ?? 0) + (event.named.isEmpty ? 0 : 1))
        }
        return times
    }

    private func components(
        _ history: AttendanceHistory, events: [Event], times: [Dot: UInt64], exitBetween: Bool
    ) -> Set<Set<Dot>> {
        let byDot = Dictionary(uniqueKeysWithValues: events.map { ($0.dot, $0) })
        func reaches(_ from: Dot, _ to: Dot) -> Bool {
            (byDot[from]?.named ?? []).contains { $0 == to || reaches($0, to) }
        }
        func key(_ dot: Dot) -> (UInt64, Dot) { (times[dot] ?? 0, dot) }
        let entries = events.filter { $0.kind == .entry && $0.isEffective }.map(\.dot)
        var groups = entries.map { Set([$0]) }
        for a in entries {
            for b in entries where key(a) < key(b) && !reaches(a, b) && !reaches(b, a) {
                let exits = [history.closedBy[a], history.closedBy[b]].compactMap(\.self)
                let isBetween = exits.contains { key(a) < key($0) && key($0) < key(b) }
                guard isBetween == exitBetween else { continue }
                let joined = groups.filter { $0.contains(a) || $0.contains(b) }
                groups.removeAll { $0.contains(a) || $0.contains(b) }
                groups.append(joined.reduce(into: []) { $0.formUnion($1) })
            }
        }
        return Set(groups.filter { $0.count > 1 })
    }
}

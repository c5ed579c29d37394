import CRDT
import Testing

/// The laws are worth what the histories contain.
@Suite struct HistoryGeneratorTests {
    @Test func historiesContainWhatTheLawsAreAbout() {
        var seen: [String: Int] = [:]
        let count = max(Scale.cases(2000), 200)
        for seed in 0..<UInt64(count) {
            var history = HistoryGenerator(seed: seed)
            var state = EventState()
            for (author, delta) in history.space.deltas.shuffled(using: &history.random) {
                let before = state
                state.receive(delta, author: author)
                let (old, new) = (
                    Set(before.quarantined.map(\.dot)), Set(state.quarantined.map(\.dot))
                )
                if !old.subtracting(new).isEmpty { seen["quarantine goes", default: 0] += 1 }
                let known = new.subtracting(old).filter { before.operation(at: $0) != nil }
                if !known.isEmpty { seen["quarantine comes", default: 0] += 1 }
                if !state.parkedDeltas.isEmpty { seen["gap", default: 0] += 1 }
                if !state.enrolment.parkedRemovals.isEmpty
                    || !state.attendance.parkedRemovals.isEmpty
                {
                    seen["remove before add", default: 0] += 1
                }
                if before.unresolved.contains(where: { !state.unresolved.contains($0) }) {
                    seen["resolved late", default: 0] += 1
                }
            }
            note(state, in: &seen)
        }
        for what in [
            "quarantine goes", "quarantine comes", "gap", "remove before add", "resolved late",
            "removed", "double admission", "decided", "joined", "field conflict", "overridden",
            "unconfirmed",
        ] {
            #expect(seen[what, default: 0] * 100 > count, "\(what): \(seen[what, default: 0])")
        }
    }

    @Test func aSeedGivesTheSameHistoryAgain() {
        for seed in 0..<UInt64(20) {
            let (one, other) = (HistoryGenerator(seed: seed), HistoryGenerator(seed: seed))
            #expect(one.space.deltas.map(\.delta) == other.space.deltas.map(\.delta))
            #expect(
                one.space.deltas.allSatisfy { author, delta in
                    (try? DeltaCodec.encode(delta, author: author)) != nil
                })
        }
    }

    private func note(_ state: EventState, in seen: inout [String: Int]) {
        if !state.removed.isEmpty { seen["removed", default: 0] += 1 }
        let histories = state.histories.map(\.history)
        let doubles = histories.flatMap(\.doubleAdmissions)
        if !doubles.isEmpty { seen["double admission", default: 0] += 1 }
        if doubles.contains(where: { state.decision(onDoubleAdmission: $0) != nil }) {
            seen["decided", default: 0] += 1
        }
        if histories.contains(where: { !$0.unconfirmedReentries.isEmpty }) {
            seen["unconfirmed", default: 0] += 1
        }
        if !state.identityComponents.components.isEmpty { seen["joined", default: 0] += 1 }
        if histories.contains(where: { $0.openEntries.count > $0.doubleAdmissions.joined().count })
        {
            seen["overridden", default: 0] += 1
        }
        let name = state.register(RegisterKey(.space, .name))
        if name.isConflicting { seen["field conflict", default: 0] += 1 }
    }
}

import CRDT
import Replica
import Testing

/// What SQL and the store derive, against the pure rules over the same operations.
@Suite struct ConflictModelTests {
    private static let people = 40
    private static let eventsPerPerson = 7

    /// SplitMix64: the seed replays the history.
    private struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
            return word ^ word >> 31
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func randomHistoriesAreToldAsThePureRulesTellThem(_ seed: UInt64) throws {
        let scenario = try ConflictScenario()
        var random = Random(state: seed)
        var logs = try (0..<3).map {
            try HandWrittenLog("Portão X\($0)", .station, in: scenario.cluster)
        }
        // The replicas must know the grants before they can agree on what has effect.
        try scenario.syncAll()
        var histories: [[AttendanceHistory.Event]] = []
        for number in 0..<Self.people {
            let person = PersonID(high: seed, low: UInt64(number))
            histories.append(
                try Self.write(person, into: &logs, scenario.entrance, using: &random))
        }
        for (index, replica) in scenario.cluster.replicas.enumerated() {
            // Each replica gets the logs in another order.
            for offset in logs.indices {
                try logs[(offset + index) % logs.count].deliver(to: replica)
            }
            for conflictClass in [ConflictClass.doubleAdmission, .reentryUnconfirmed] {
                let told = try replica.conflicts(class: conflictClass, language: "en")
                    .map { Set($0.operations.map(\.operation)) }
                let expected = histories.map { AttendanceHistory($0) }.flatMap { history in
                    conflictClass == .doubleAdmission
                        ? history.doubleAdmissions : history.unconfirmedReentries
                }.map { Set($0.map(\.description)) }
                #expect(Set(told) == Set(expected))
                #expect(told.count == expected.count)
            }
            #expect(
                try replica.digest().occupancy
                    == histories.reduce(0) { $0 + AttendanceHistory($1).openEntries.count })
        }
        #expect(Set(try scenario.cluster.digests()).count == 1)
        #expect(!histories.allSatisfy { AttendanceHistory($0).doubleAdmissions.isEmpty })
    }

    /// Entries and exits at random gates, each having seen a random part of those before.
    private static func write(
        _ person: PersonID, into logs: inout [HandWrittenLog], _ checkpoint: CheckpointID,
        using random: inout Random
    ) throws -> [AttendanceHistory.Event] {
        var events: [AttendanceHistory.Event] = []
        var seen: [[AttendanceHistory.Event]] = Array(repeating: [], count: logs.count)
        let passage = Passage(checkpoint: checkpoint)
        for number in 0..<eventsPerPerson {
            let log = Int.random(in: 0..<logs.count, using: &random)
            if Bool.random(using: &random) { seen[log] = events }
            let history = AttendanceHistory(seen[log])
            let isExit = Bool.random(using: &random) && !history.openEntries.isEmpty
            let named = isExit ? history.openEntries.sorted() : history.live
            let wall = ConflictScenario.start + UInt64(number) * 60_000
            let operation: Operation =
                isExit
                ? .exit(Exit(person: .person(person), passage: passage, closes: named))
                : .enter(Entry(person: .person(person), passage: passage, observed: named))
            // The hybrid clock never runs backwards in one log: later people come later.
            let base = HybridTimestamp(milliseconds: wall + person.low * 3_600_000)
            let dot = try logs[log].append(at: base.milliseconds, [operation])
            let event = AttendanceHistory.Event(
                dot: dot, kind: isExit ? .exit : .entry, time: base, named: named)
            events.append(event)
            seen[log].append(event)
        }
        return events
    }
}

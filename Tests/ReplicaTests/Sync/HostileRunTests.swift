import CRDT
import Foundation
import Replica
import Testing

/// What a peer may send: all of it is checked, refused with a reason, and changes nothing.
@Suite struct HostileRunTests {
    let cluster: TestCluster
    let runs: [[UInt8]]
    let author: AuthorID

    init() throws {
        cluster = try TestCluster(stations: 1)
        _ = try cluster.replicas[0].walkIn(name: "Ana Souza", email: "ana@example.com")
        try cluster.syncAll()
        var log = try HandWrittenLog("hand", .station, in: cluster)
        try cluster.syncAll()
        let person = PersonID(high: 1, low: 2)
        for step in 0..<4 {
            try log.append(
                at: 1_795_000_100_000 + UInt64(step),
                [
                    .enrol(Enrolment(person: person)),
                    .alias(
                        Alias(
                            person: .person(person), kind: .ticket,
                            tag: Tag128(high: 9, low: UInt64(step)))),
                ])
        }
        runs = log.runs
        author = log.author
    }

    private func outcome(_ bytes: [UInt8]) throws -> RunOutcome {
        try #require(try cluster.replicas[1].apply([bytes]).first)
    }

    @Test func everyFlippedByteIsRefusedAndLeavesFrontierAndDigest() throws {
        let target = cluster.replicas[1]
        #expect(try isStored(outcome(runs[0])))
        let before = try target.summary()
        for position in runs[1].indices {
            for flip in [0x01, 0x80] as [UInt8] {
                var changed = runs[1]
                changed[position] ^= flip
                #expect(try !isStored(outcome(changed)), "byte \(position)")
                #expect(try target.summary() == before, "byte \(position)")
            }
        }
        #expect(try isStored(outcome(runs[1])))
    }

    @Test func truncationsAndExtensionsAreRefused() throws {
        let before = try cluster.replicas[1].summary()
        for count in 0..<runs[0].count {
            #expect(try !isStored(outcome(Array(runs[0].prefix(count)))), "\(count) bytes")
        }
        #expect(try !isStored(outcome(runs[0] + [0])))
        #expect(try cluster.replicas[1].summary() == before)
    }

    @Test func aGapIsNamedAndNothingIsBuffered() throws {
        let before = try cluster.replicas[1].summary()
        guard case .gap(author, 0, nil) = try outcome(runs[2]) else {
            Issue.record("expected a gap")
            return
        }
        #expect(try cluster.replicas[1].summary() == before)
    }

    @Test func replayedRunsAreDuplicates() throws {
        for run in runs { #expect(try isStored(outcome(run))) }
        let before = try cluster.replicas[1].summary()
        for run in runs {
            guard case .duplicate = try outcome(run) else {
                Issue.record("expected a duplicate")
                return
            }
        }
        #expect(try cluster.replicas[1].summary() == before)
    }

    @Test func anUnknownVersionAndAnAbsurdCountAreRefused() throws {
        let before = try cluster.replicas[1].summary()
        for version in [0, 2, 7, 255] as [UInt8] {
            var other = runs[0]
            other[0] = version
            guard case .refused(let why) = try outcome(other) else {
                Issue.record("expected a refusal")
                return
            }
            #expect(why.contains("format version \(version) is not known"))
        }
        #expect(try cluster.replicas[1].summary() == before)
        // Version, flags, author, ordinal 1, sequence 1, dictionary 0, then a count of 2⁶³.
        let head = Array(runs[0].prefix(18)) + [1, 1, 0]
        let count: [UInt8] = Array(repeating: 0x80, count: 9) + [1]
        guard case .refused = try outcome(head + count) else {
            Issue.record("expected a refusal")
            return
        }
    }

    @Test func aLogOfAnotherSpaceIsRefused() throws {
        let other = try TestCluster(stations: 0, seed: 99)
        let head = try #require(try other.replicas[0].summary().frontier.heads.first)
        guard
            case .run(let bytes, _) = try other.replicas[0].run(
                of: head.author, branch: nil, after: 0, expecting: nil, maximumBytes: 1 << 20)
        else {
            Issue.record("expected a run")
            return
        }
        let before = try cluster.replicas[1].summary()
        #expect(try !isStored(outcome(bytes)))
        #expect(try cluster.replicas[1].summary() == before)
    }

    @Test func oneBadRunDoesNotBlockTheGoodOnes() throws {
        var bad = runs[0]
        bad[bad.count - 1] ^= 1
        let outcomes = try cluster.replicas[1].apply([bad, runs[0], [1, 2, 3], runs[1]])
        #expect(outcomes.map(isStored) == [false, true, false, true])
    }

    @Test func aStrangersLogIsStoredAndQuarantined() throws {
        let target = cluster.replicas[1]
        var log = try HandWrittenLog("observer", .observer, in: cluster)
        try cluster.syncAll()
        let enrolled = try target.digest().enrolled
        try log.append(
            at: 1_795_000_200_000, [.enrol(Enrolment(person: PersonID(high: 7, low: 7)))])
        #expect(try isStored(outcome(log.runs[0])))
        #expect(try target.digest().enrolled == enrolled)
        #expect(
            try target.conflicts(class: .quarantined, openOnly: true, language: "en").count == 1)
    }

    /// Whether something of the run is held afterwards.
    private func isStored(_ outcome: RunOutcome) -> Bool {
        switch outcome {
        case .applied, .duplicate, .forked: true
        case .gap, .unverified, .refused: false
        }
    }
}

import CRDT
import Foundation
import Replica
import Testing

/// Logs that go on in several ways: every way is kept, and the order of arrival never matters.
@Suite struct ForkTests {
    @Test func twoWaysPartAtTheEndOfTheTrunk() throws {
        let hall = try ForkedHall()
        try hall.append(hall.entry(1), to: &hall.gate)
        var other = hall.gate
        try hall.append(hall.entry(2), to: &hall.gate)
        try hall.append(hall.entry(3), to: &other)
        let one = try hall.target(1, [hall.gate, other])
        let two = try hall.target(2, [other, hall.gate])
        let heads = try one.summary().frontier.heads.filter { $0.author == hall.gate.author }
        #expect(heads.map(\.ordinal) == [1, 2, 2])
        #expect(heads.compactMap(\.branch).count == 2)
        let others = try two.summary().frontier.heads.filter { $0.author == hall.gate.author }
        #expect(heads == others)
        try ForkedHall.expectAgreement([one, two])
        #expect(try one.digest().admitted == 3)
        let statuses = try ForkedHall.statuses(one)
        #expect(statuses[Dot(hall.gate.branch(from: 2), 2).description] == "permitted")
        #expect(statuses[Dot(other.branch(from: 2), 2).description] == "permitted")
    }

    /// A branch's labels count on from its log's, also where somebody named the branch before
    /// anything of the log came.
    @Test func labelsCountOnWhicheverLineWasHeardOfFirst() throws {
        let hall = try ForkedHall()
        try hall.append(.label(Label(.gate("a"))), .label(Label(.gate("b"))), to: &hall.gate)
        var other = hall.gate
        try hall.append(hall.entry(2), to: &hall.gate)
        let dot = try hall.append(.label(Label(.gate("c"))), hall.entry(3), to: &other)
        try hall.atDesk(
            hall.entry(3, observed: [Dot(other.branch(from: 2), dot.sequence + 1)]))
        let one = try hall.target(1, [hall.gate, other, hall.desk])
        let two = try hall.target(2, [hall.desk, hall.gate, other])
        try ForkedHall.expectAgreement([one, two])
    }

    @Test func aLogMayPartBeforeItsFirstDelta() throws {
        let hall = try ForkedHall()
        var other = hall.gate
        try hall.append(hall.entry(1), to: &hall.gate)
        try hall.append(hall.entry(2), to: &other)
        let one = try hall.target(1, [hall.gate, other])
        let two = try hall.target(2, [other, hall.gate])
        let heads = try one.summary().frontier.heads.filter { $0.author == hall.gate.author }
        #expect(heads.allSatisfy { $0.branch != nil && $0.ordinal == 1 } && heads.count == 2)
        try ForkedHall.expectAgreement([one, two])
        #expect(try one.digest().admitted == 2)
        let late = try hall.cluster.join(300, name: "tarde")
        try ForkedHall.expectAgreement([one, two, late])
    }

    /// Three ways, one of which parts again, and a parting below all of them that is found last.
    @Test(arguments: Array(0..<12))
    func everyOrderEndsInTheSameTree(order: Int) throws {
        let hall = try ForkedHall()
        var trunk = hall.gate
        for number in 1...6 { try hall.append(hall.entry(UInt64(number)), to: &trunk) }
        var low = try hall.copy(trunk, upTo: 2)
        try hall.append(hall.entry(20), hall.enrolment(20), to: &low)
        var branches = [trunk, trunk, trunk]
        for index in branches.indices {
            try hall.append(hall.entry(UInt64(30 + index)), to: &branches[index])
        }
        var nested = branches[0]
        try hall.append(hall.entry(40), to: &nested)
        try hall.append(hall.entry(41), to: &branches[0])
        try hall.append(hall.entry(42), to: &branches[0])
        let logs = [low, nested] + branches
        let random = TestWorld(seed: UInt64(order) &+ 3)
        let replicas = try (0..<3).map { number in
            try hall.target(number, order == 0 ? logs : logs.shuffled(by: random))
        }
        try ForkedHall.expectAgreement(replicas, "order \(order)")
        let heads = try replicas[0].summary().frontier.heads.filter {
            $0.author == trunk.author
        }
        // The trunk, the low branch, the middle piece, three ways, and two of one of them.
        #expect(heads.count == 8)
        #expect(heads.map(\.ordinal).sorted() == [2, 3, 6, 7, 7, 7, 8, 9])
        for replica in replicas {
            let forks = try replica.conflicts(class: .forkedAuthor, openOnly: true, language: "en")
            #expect(forks.count == 1)
            #expect(forks.first?.sentence.contains("in 5 ways") == true)
            #expect(try replica.digest().admitted == 13)
        }
    }

    /// Whoever has only one branch and whoever has only the other exchange nothing but runs.
    @Test func peersThatKnowOneBranchEachMeet() throws {
        let hall = try ForkedHall()
        for number in 1...3 { try hall.append(hall.entry(UInt64(number)), to: &hall.gate) }
        var other = hall.gate
        for number in 4...6 { try hall.append(hall.entry(UInt64(number)), to: &hall.gate) }
        for number in 7...8 { try hall.append(hall.entry(UInt64(number)), to: &other) }
        let one = try hall.target(1, [hall.gate])
        let two = try hall.target(2, [other])
        let late = try hall.cluster.join(300, name: "tarde")
        try ForkedHall.expectAgreement([one, two, late])
        #expect(try late.digest().admitted == 8)
    }

    @Test func aLongForkIsFetchedWithThinnedSignatures() throws {
        let hall = try ForkedHall()
        for number in 1...70 { try hall.append(hall.entry(UInt64(number)), to: &hall.gate) }
        var other = hall.gate
        for number in 101...300 { try hall.append(hall.entry(UInt64(number)), to: &hall.gate) }
        for number in 401...600 { try hall.append(hall.entry(UInt64(number)), to: &other) }
        let one = try hall.target(1, [])
        let two = try hall.target(2, [])
        // Each has one branch only from somebody who thins, so that the trunk's end isn't signed.
        try TestCluster.pull(one, from: try hall.target(3, [hall.gate]), maximumBytes: 1 << 20)
        try TestCluster.pull(two, from: try hall.target(4, [other]), maximumBytes: 1 << 20)
        let late = try hall.cluster.join(300, name: "tarde")
        try ForkedHall.expectAgreement([one, two, late])
        #expect(try late.digest().admitted == 470)
    }

    @Test func aBranchIsRefusedWhereItsSequenceDoesNotFit() throws {
        let hall = try ForkedHall()
        try hall.append(hall.entry(1), to: &hall.gate)
        var other = hall.gate
        try hall.append(hall.entry(2), to: &hall.gate)
        other.skipSequence()
        try hall.append(hall.entry(3), to: &other)
        let target = try hall.target(1, [hall.gate])
        let before = try target.summary()
        guard case .refused = try #require(try target.apply([other.basedRuns[1]]).first) else {
            Issue.record("expected a refusal")
            return
        }
        #expect(try target.summary() == before)
    }
}

extension ForkedHall {
    /// The log as it was after some deltas.
    func copy(_ log: HandWrittenLog, upTo ordinal: Int) throws -> HandWrittenLog {
        try #require(log.earlier[ordinal])
    }
}

extension Array {
    /// The same elements in another order, by a seeded source.
    func shuffled(by random: TestWorld) -> [Element] {
        var rest = self
        var shuffled: [Element] = []
        while !rest.isEmpty {
            let pick = Int(random.bytes(2).reduce(0) { $0 << 8 | UInt($1) }) % rest.count
            shuffled.append(rest.remove(at: pick))
        }
        return shuffled
    }
}

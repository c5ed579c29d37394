import CRDT
import Foundation
import Replica
import Testing

/// What names mean above the place where a log parted.
@Suite struct ForkNameTests {
    private let hall: ForkedHall
    private var other: HandWrittenLog

    /// One common delta; then each branch gets its own.
    init() throws {
        hall = try ForkedHall()
        try hall.append(hall.entry(1), to: &hall.gate)
        other = hall.gate
    }

    /// Replicas that got the logs in different orders, and agree.
    private func replicas() throws -> [Replica] {
        let orders = [
            [hall.gate, other, hall.desk], [hall.desk, other, hall.gate],
            [other, hall.desk, hall.gate],
        ]
        let replicas = try orders.enumerated().map { try hall.target($0.offset, $0.element) }
        try ForkedHall.expectAgreement(replicas)
        return replicas
    }

    @Test mutating func anUndoThatMayMeanTwoAdmissionsTakesNeither() throws {
        let entry = try hall.append(hall.entry(2), to: &hall.gate)
        try hall.atDesk(.undo(Undo(removes: [entry])))
        let early = try hall.target(50, [hall.gate, hall.desk])
        #expect(try early.digest().admitted == 1, "there is only one such entry yet")
        try hall.append(hall.entry(3), to: &other)
        try other.deliver(to: early)
        #expect(try early.digest().admitted == 3)
        for replica in try replicas() + [early] { #expect(try replica.digest().admitted == 3) }
    }

    @Test mutating func anUndoThatCanOnlyMeanOneAdmissionTakesThat() throws {
        let entry = try hall.append(hall.entry(2), to: &hall.gate)
        try hall.append(.label(Label(.gate("Portão Z"))), to: &other)
        // Both names mean one operation; that must not be counted twice.
        let exact = Dot(hall.gate.branch(from: 2), 2)
        try hall.atDesk(.undo(Undo(removes: [entry, exact].sorted())))
        for replica in try replicas() { #expect(try replica.digest().admitted == 1) }
    }

    @Test mutating func anExactNameTakesExactlyThat() throws {
        try hall.append(hall.entry(2), to: &hall.gate)
        try hall.append(hall.entry(3), to: &other)
        try hall.atDesk(.undo(Undo(removes: [Dot(other.branch(from: 2), 2)])))
        for replica in try replicas() {
            #expect(try replica.digest().admitted == 2)
            #expect(try replica.digest().occupancy == 2)
        }
    }

    @Test mutating func aBranchNamesItsOwn() throws {
        try hall.append(hall.entry(2), to: &hall.gate)
        let entry = try hall.append(hall.entry(3), to: &other)
        try hall.append(.undo(Undo(removes: [entry])), to: &other)
        for replica in try replicas() {
            #expect(try replica.digest().admitted == 2)
            let statuses = try ForkedHall.statuses(replica)
            #expect(statuses[Dot(other.branch(from: 2), 3).description] == "permitted")
        }
    }

    @Test(arguments: [true, false])
    mutating func anEnrolmentOnTwoBranchesNamesAPersonIfItIsOne(isOne: Bool) throws {
        let name = try hall.append(hall.enrolment(20), to: &hall.gate)
        try hall.append(hall.enrolment(isOne ? 20 : 21), to: &other)
        try hall.atDesk(.enter(Entry(person: .enrolment(name), passage: hall.passage)))
        for replica in try replicas() {
            #expect(try replica.digest().admitted == (isOne ? 2 : 1))
        }
    }

    @Test mutating func anAttemptRestsOnWhateverItMayMean() throws {
        let entry = try hall.append(hall.entry(2), to: &hall.gate)
        try hall.append(hall.entry(2), to: &other)
        try hall.atDesk(
            .attempt(
                Attempt(
                    subject: .person(.person(ForkedHall.person(2))),
                    passage: Passage(
                        checkpoint: hall.passage.checkpoint, reason: .alreadyRedeemed),
                    names: [entry])))
        for replica in try replicas() {
            let seen = try replica.conflicts(
                class: .duplicateSeen, openOnly: false, language: "en")
            #expect(seen.count == 1)
            #expect(seen.first?.operations.count == 3)
        }
    }

    /// The witness had heard the early branch; the other was written an hour later.
    @Test mutating func whatMayMeanSeveralSaysNothingOfClocks() throws {
        let heard = try hall.append(hall.entry(2), to: &hall.gate)
        try hall.atDesk(.witness(Witness(heard: [heard])))
        try other.append(at: 1_795_003_700_000, [hall.entry(3)])
        for replica in try replicas() {
            let suspects = try replica.conflicts(
                class: .clockSuspect, openOnly: false, language: "en")
            #expect(suspects.isEmpty)
        }
        // Told by its own name it would be seen from the future.
        try hall.atDesk(.witness(Witness(heard: [Dot(other.branch(from: 2), 2)])))
        let replica = try hall.target(60, [hall.gate, other, hall.desk])
        let suspects = try replica.conflicts(
            class: .clockSuspect, openOnly: false, language: "en")
        #expect(!suspects.isEmpty)
    }

    @Test mutating func aNameOfABranchThatIsNotKnownWaits() throws {
        try hall.append(hall.entry(2), to: &hall.gate)
        try hall.append(hall.entry(3), to: &other)
        try hall.atDesk(.undo(Undo(removes: [Dot(other.branch(from: 2), 2)])))
        let replica = try hall.target(50, [hall.desk, hall.gate])
        #expect(try replica.digest().admitted == 2)
        try other.deliver(to: replica)
        #expect(try replica.digest().admitted == 2)
        #expect(try replica.verify().problems == [])
        try ForkedHall.expectAgreement(try replicas() + [replica])
    }

    @Test mutating func anOverwriteOnTwoBranchesIsThatOfItsOwnRegister() throws {
        var boss = try HandWrittenLog("boss", .organiser, in: hall.cluster)
        try hall.append(.label(Label(.gate("a"))), to: &boss)
        var twin = boss
        func write(_ field: RegisterKey.Field, _ text: String, over: [Dot] = [])
            -> CRDT.Operation
        {
            .write(
                RegisterWrite(
                    key: RegisterKey(.space, field), value: Array(text.utf8), overwrites: over))
        }
        let named = try hall.append(write(.starts, "um"), to: &boss)
        try hall.append(write(.ends, "dois"), to: &twin)
        try hall.atDesk(.label(Label(.gate("b"))))
        for log in [boss, twin] {
            _ = try hall.coordinator.append([
                .adopt(Adoption(firstOrdinal: 2, last: log.head))
            ])
        }
        _ = try hall.coordinator.append([write(.starts, "três", over: [named])])
        let one = try hall.target(1, [boss, twin])
        let two = try hall.target(2, [twin, boss])
        try ForkedHall.expectAgreement([one, two])
        let conflicts = try one.conflicts(class: .fieldConflict, openOnly: true, language: "en")
        #expect(conflicts.isEmpty, "the only write of that register was overwritten")
    }
}

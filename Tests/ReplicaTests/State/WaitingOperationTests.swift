import CRDT
import Foundation
import Replica
import Testing

/// Removals and references that are held before what they name, which then comes among many others.
@Suite struct WaitingOperationTests {
    @Test func anUndoThatCameFirstTakesItsEntryOutOfALargeDelta() throws {
        let hall = try ForkedHall()
        try hall.append(
            hall.entry(1), hall.entry(2), hall.entry(3), hall.entry(4), hall.entry(5),
            to: &hall.gate)
        try hall.atDesk(.undo(Undo(removes: [Dot(hall.gate.author, 3)])))
        try expect(admitted: 4, occupancy: 4, in: hall)
    }

    @Test func anUndoOfALaterOperationOfItsOwnDeltaCountsToo() throws {
        let hall = try ForkedHall()
        try hall.append(
            hall.entry(1), .undo(Undo(removes: [Dot(hall.gate.author, 4)])), hall.entry(3),
            hall.entry(4), to: &hall.gate)
        try expect(admitted: 2, occupancy: 2, in: hall)
    }

    @Test func anEntryThatCameFirstFindsItsPersonInALargeDelta() throws {
        let hall = try ForkedHall()
        try hall.append(
            hall.enrolment(1), hall.enrolment(2), hall.enrolment(3), hall.enrolment(4),
            to: &hall.gate)
        try hall.atDesk(
            .enter(
                Entry(person: .enrolment(Dot(hall.gate.author, 2)), passage: hall.passage)))
        try expect(admitted: 1, occupancy: 1, in: hall)
    }

    @Test func anEntryFindsTheEnrolmentLaterInItsOwnDelta() throws {
        let hall = try ForkedHall()
        try hall.append(
            .enter(
                Entry(person: .enrolment(Dot(hall.gate.author, 3)), passage: hall.passage)),
            hall.enrolment(2), hall.enrolment(3), hall.enrolment(4), to: &hall.gate)
        try expect(admitted: 1, occupancy: 1, in: hall)
    }

    @Test func aCancellationThatCameFirstCounts() throws {
        let hall = try ForkedHall()
        let before = try hall.target(3, []).digest().enrolled
        try hall.append(
            hall.enrolment(1), hall.enrolment(2), hall.enrolment(3), hall.enrolment(4),
            to: &hall.gate)
        try hall.atDesk(
            .cancel(
                Cancellation(
                    person: .person(ForkedHall.person(2)), removes: [Dot(hall.gate.author, 2)])))
        let replicas = try expect(admitted: 0, occupancy: 0, in: hall)
        for replica in replicas { #expect(try replica.digest().enrolled == before + 3) }
    }

    /// Both orders of the two logs, each checked against a rebuild.
    @discardableResult
    private func expect(
        admitted: Int, occupancy: Int, in hall: ForkedHall
    ) throws -> [Replica] {
        let replicas = [
            try hall.target(1, [hall.gate, hall.desk]), try hall.target(2, [hall.desk, hall.gate]),
        ]
        for replica in replicas {
            #expect(try replica.digest().admitted == admitted)
            #expect(try replica.digest().occupancy == occupancy)
        }
        try ForkedHall.expectAgreement(replicas)
        return replicas
    }
}

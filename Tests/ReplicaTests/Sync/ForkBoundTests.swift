import CRDT
import Foundation
import Replica
import Testing

/// Holds, adoptions and bounds on logs that have parted: they name exact places.
@Suite struct ForkBoundTests {
    private let hall: ForkedHall
    private var other: HandWrittenLog

    init() throws {
        hall = try ForkedHall()
        try hall.append(hall.entry(1), to: &hall.gate)
        other = hall.gate
        try hall.append(hall.entry(2), hall.enrolment(20), to: &hall.gate)
        try hall.append(hall.entry(3), hall.enrolment(30), to: &other)
    }

    private func statuses(_ log: HandWrittenLog, in replica: Replica) throws -> [String?] {
        let found = try ForkedHall.statuses(replica)
        let branch = log.branch(from: 2)
        return [Dot(log.author, 1), Dot(branch, 2), Dot(branch, 3)].map { found[$0.description] }
    }

    private func revoke(_ bounds: [LogPosition]) throws {
        _ = try hall.coordinator.append([
            .revoke(
                Revocation(
                    device: hall.gate.device, bounds: bounds.sorted { $0.author < $1.author }))
        ])
    }

    @Test func attendanceCountsAndTheRestIsHeld() throws {
        let replica = try hall.target(1, [hall.gate, other])
        #expect(try statuses(hall.gate, in: replica) == ["permitted", "permitted", "forked"])
        #expect(try statuses(other, in: replica) == ["permitted", "permitted", "forked"])
        #expect(try replica.digest().enrolled == 0)
    }

    @Test func anAdoptionLiftsTheHoldOnItsPathOnly() throws {
        let early = try hall.target(1, [hall.gate, other])
        _ = try hall.coordinator.append([.adopt(Adoption(firstOrdinal: 2, last: other.head))])
        let late = try hall.target(2, [other, hall.gate])
        try ForkedHall.expectAgreement([early, late, hall.coordinator])
        #expect(try statuses(hall.gate, in: early) == ["permitted", "permitted", "forked"])
        #expect(try statuses(other, in: early) == ["permitted", "permitted", "permitted"])
        #expect(try early.digest().enrolled == 1)
    }

    @Test mutating func anAdoptionReachesWhatLiesBelowItsEnd() throws {
        var nested = other
        try hall.append(hall.enrolment(31), to: &nested)
        try hall.append(hall.enrolment(32), to: &other)
        _ = try hall.coordinator.append([.adopt(Adoption(firstOrdinal: 2, last: nested.head))])
        let replica = try hall.target(1, [hall.gate, nested, other])
        #expect(try statuses(other, in: replica) == ["permitted", "permitted", "permitted"])
        let found = try ForkedHall.statuses(replica)
        #expect(found[Dot(nested.branch(from: 3), 4).description] == "permitted")
        #expect(found[Dot(other.branch(from: 3), 4).description] == "forked")
    }

    @Test func anAdoptionWithAWrongHashLiftsNothing() throws {
        let wrong = LogPosition(author: other.author, ordinal: 2, hash: other.positions[0].hash)
        _ = try hall.coordinator.append([.adopt(Adoption(firstOrdinal: 2, last: wrong))])
        let replica = try hall.target(1, [hall.gate, other])
        #expect(try statuses(other, in: replica) == ["permitted", "permitted", "forked"])
    }

    @Test func aBoundKeepsItsOwnPath() throws {
        let early = try hall.target(1, [hall.gate, other])
        try revoke([hall.gate.head])
        let late = try hall.target(2, [other, hall.gate])
        try ForkedHall.expectAgreement([early, late, hall.coordinator])
        #expect(try statuses(hall.gate, in: early) == ["permitted", "permitted", "forked"])
        #expect(try statuses(other, in: early) == ["permitted", "revoked", "revoked"])
    }

    @Test func aBoundWithAWrongHashKeepsNothing() throws {
        let wrong = LogPosition(
            author: other.author, ordinal: 1, hash: other.positions[1].hash)
        try revoke([wrong])
        let replica = try hall.target(1, [hall.gate, other])
        #expect(try statuses(other, in: replica) == ["revoked", "revoked", "revoked"])
    }

    @Test func boundsOnTwoBranchesNameThem() throws {
        var ends = [hall.gate.head, other.head]
        ends[1].author = other.branch(from: 2)
        try revoke(ends)
        let replica = try hall.target(1, [hall.gate, other])
        #expect(try statuses(hall.gate, in: replica) == ["permitted", "permitted", "forked"])
        #expect(try statuses(other, in: replica) == ["permitted", "permitted", "forked"])
    }

    /// Until the run with the bound's place arrives nothing of the log counts, below it either.
    @Test func aBoundKeepsNothingUntilItsPlaceIsHeld() throws {
        try hall.atDesk(hall.entry(7))
        try hall.atDesk(hall.entry(8))
        try hall.atDesk(hall.entry(9))
        _ = try hall.coordinator.append([
            .revoke(Revocation(device: hall.desk.device, bounds: [hall.desk.positions[1]]))
        ])
        let replica = try hall.target(1, [])
        var admitted: [Int] = []
        for run in hall.desk.runs {
            _ = try replica.apply([run])
            admitted.append(try replica.digest().admitted)
        }
        #expect(admitted == [0, 2, 2])
        #expect(try replica.verify().problems == [])
        let batch = try hall.target(2, [])
        _ = try batch.apply(hall.desk.runs)
        try ForkedHall.expectAgreement([replica, batch])
        // The same through another process, whose caches know nothing of the bound.
        let slow = try hall.target(3, [])
        for run in hall.desk.runs {
            let reopened = try Replica(
                folder: slow.folder, environment: hall.cluster.environment(103))
            _ = try reopened.apply([run])
        }
        #expect(try slow.digest().admitted == 2)
        try ForkedHall.expectAgreement([replica, slow])
    }

    @Test mutating func aGrantAboveAPartingCountsOnceItIsAdopted() throws {
        var boss = try HandWrittenLog("boss", .organiser, in: hall.cluster)
        try hall.append(.label(Label(.gate("a"))), to: &boss)
        var twin = boss
        let device = DeviceKey(words: (1, 2, 3, 4))
        let grant = CRDT.Operation.grant(Grant(device: device, role: .station, name: "nova"))
        try hall.append(grant, to: &boss)
        try hall.append(.label(Label(.gate("b"))), to: &twin)
        let replica = try hall.target(1, [boss, twin])
        #expect(try !replica.members().contains { $0.device == device.description })
        _ = try hall.coordinator.append([.adopt(Adoption(firstOrdinal: 2, last: boss.head))])
        try TestCluster.pull(replica, from: hall.coordinator)
        #expect(try replica.members().contains { $0.device == device.description })
        try ForkedHall.expectAgreement([replica, try hall.target(2, [twin, boss])])
    }
}

import CRDT
import Foundation
import Replica
import Testing

/// A space with a station whose log is written by hand, so that it can part wherever a test wants.
final class ForkedHall {
    let cluster: TestCluster
    /// The station's log: copies of the value go on as branches.
    var gate: HandWrittenLog
    /// Another station, which hears what a test lets it hear.
    var desk: HandWrittenLog
    private var clock: UInt64 = 1_795_000_100_000

    init(seed: UInt64 = 1) throws {
        cluster = try TestCluster(stations: 1, seed: seed)
        gate = try HandWrittenLog("gate", .station, in: cluster)
        desk = try HandWrittenLog("desk", .station, in: cluster)
        try cluster.syncAll()
    }

    var coordinator: Replica { cluster.replicas[0] }
    var station: Replica { cluster.replicas[1] }
    var passage: Passage {
        Passage(checkpoint: LogHash.checkpoint("entrance", space: coordinator.space))
    }

    static func person(_ number: UInt64) -> PersonID { PersonID(high: 0xA11, low: number) }

    func entry(_ number: UInt64, observed: [Dot] = []) -> CRDT.Operation {
        .enter(Entry(person: .person(Self.person(number)), passage: passage, observed: observed))
    }

    func enrolment(_ number: UInt64) -> CRDT.Operation {
        .enrol(Enrolment(person: Self.person(number)))
    }

    /// Appends one delta to a log, a second after the last.
    @discardableResult
    func append(
        _ operations: CRDT.Operation..., to log: inout HandWrittenLog
    ) throws -> Dot {
        clock += 1000
        return try log.append(at: clock, operations)
    }

    /// Appends one delta to the desk's log.
    @discardableResult
    func atDesk(_ operations: CRDT.Operation...) throws -> Dot {
        clock += 1000
        return try desk.append(at: clock, operations)
    }

    /// A new replica of the space that has applied the coordinator's log as it is now.
    func target(_ number: Int, _ logs: [HandWrittenLog]) throws -> Replica {
        let target = try cluster.join(100 + number, name: "alvo \(number)")
        try TestCluster.pull(target, from: coordinator)
        for log in logs { try log.deliver(to: target) }
        return target
    }

    /// The status of every operation that a replica holds.
    static func statuses(_ replica: Replica) throws -> [String: String] {
        var statuses: [String: String] = [:]
        try replica.log { statuses[$0.operation] = $0.status }
        return statuses
    }

    /// Whether replicas agree once they have each other's logs and proofs, with nothing wrong in them.
    static func expectAgreement(_ replicas: [Replica], _ comment: Comment? = nil) throws {
        for _ in 0..<2 {
            for one in replicas {
                for other in replicas where other !== one {
                    try TestCluster.pull(one, from: other)
                }
            }
        }
        let digests = Set(try replicas.map { try $0.digest().digest })
        #expect(digests.count == 1, comment)
        let heads = Set(try replicas.map { try $0.summary().frontier })
        #expect(heads.count == 1, comment)
        for replica in replicas { #expect(try replica.verify().problems == [], comment) }
    }
}

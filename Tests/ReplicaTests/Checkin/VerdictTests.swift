import CRDT
import Foundation
import Replica
import Synchronization
import Testing

/// The verdict in all its words, on a real file.
@Suite struct VerdictTests {
    private func oneGate() throws -> (TestCluster, Replica) {
        let cluster = try TestCluster(stations: 1)
        _ = try cluster.replicas[0].walkIn(name: "Ana Souza", email: "ana@example.com")
        _ = try cluster.replicas[0].walkIn(name: "Ana Lima", email: "lima@example.com")
        try cluster.syncAll()
        return (cluster, cluster.replicas[1])
    }

    @Test func inAndAgainAndOutAndBack() throws {
        let (cluster, gate) = try oneGate()
        let first = try gate.checkIn("ana@example.com")
        #expect(first.verdict == "admitted" && first.reason == "ok")
        #expect(first.person?.name == "Ana Souza")
        #expect(first.firstAdmission == nil)
        cluster.advance(1000)
        let again = try gate.checkIn("ana@example.com")
        #expect(again.verdict == "already_in" && again.reason == "already_redeemed")
        #expect(again.firstAdmission?.gate == "Portão 1")
        cluster.advance(1000)
        #expect(try gate.checkIn("ana@example.com", exit: true).verdict == "out")
        #expect(try gate.digest().occupancy == 0)
        cluster.advance(1000)
        #expect(try gate.checkIn("ana@example.com").verdict == "admitted")
        let digest = try gate.digest()
        #expect(digest.occupancy == 1 && digest.admitted == 1)
        #expect(
            try gate.conflicts(class: .doubleAdmission, openOnly: false, language: "en").isEmpty)
        #expect(
            try gate.conflicts(class: .replaySameDevice, openOnly: false, language: "en").count == 1
        )
    }

    @Test func unknownAmbiguousCancelledAndOverride() throws {
        let (_, gate) = try oneGate()
        let unknown = try gate.checkIn("nobody-has-this")
        #expect(unknown.verdict == "stop" && unknown.reason == "unknown_ticket")
        #expect(unknown.person == nil)
        let ambiguous = try gate.checkIn("Ana")
        #expect(ambiguous.verdict == "stop" && ambiguous.reason == "ambiguous")
        _ = try gate.cancel("ana@example.com")
        let cancelled = try gate.checkIn("ana@example.com")
        #expect(cancelled.verdict == "stop" && cancelled.reason == "canceled")
        let forced = try gate.checkIn("ana@example.com", override: "Convidada da reitoria")
        #expect(forced.verdict == "admitted" && forced.reason == "override")
        #expect(try gate.digest().occupancy == 1)
        #expect(
            try gate.conflicts(class: .cancelledButPresent, openOnly: true, language: "en").count
                == 1)
        _ = try gate.reactivate("ana@example.com")
        #expect(
            try gate.conflicts(class: .cancelledButPresent, openOnly: true, language: "en").isEmpty)
    }

    @Test func confidenceFollowsTheContact() throws {
        let (cluster, gate) = try oneGate()
        let isolated = try gate.checkIn(
            "ana@example.com", contact: ContactState(inContact: 0, known: 3))
        #expect(isolated.confidence == "isolated")
        cluster.advance(1)
        let stale = try gate.checkIn(
            "lima@example.com", contact: ContactState(inContact: 1, known: 3))
        #expect(stale.confidence == "stale")
        #expect(stale.basis.peersInContact == 1 && stale.basis.peersKnown == 3)
    }

    @Test func anUndoTakesBackExactlyWhatItNames() throws {
        let (_, gate) = try oneGate()
        let entry = try gate.checkIn("ana@example.com")
        let undone = try gate.undo(UndoRequest(subject: entry.operation, reason: "engano"))
        #expect(undone.undone == entry.operation)
        #expect(try gate.digest().occupancy == 0)
        #expect(throws: ReplicaError.self) { try gate.undo(UndoRequest(subject: entry.operation)) }
        #expect(try gate.checkIn("ana@example.com").verdict == "admitted")
    }

    @Test func badRequestsAreRefusedInOneSentence() throws {
        let (_, gate) = try oneGate()
        let before = try gate.digest()
        #expect(throws: ReplicaError.self) {
            try gate.checkIn(String(repeating: "x", count: 5000))
        }
        #expect(throws: ReplicaError.self) { try gate.checkIn("ana@example.com", id: "") }
        #expect(throws: ReplicaError.self) {
            try gate.checkIn("ana@example.com", gate: String(repeating: "G", count: 300))
        }
        #expect(throws: ReplicaError.self) {
            try gate.checkIn(
                CheckinRequest(subject: "ana@example.com", checkpoint: "nowhere"),
                contact: ContactState(), language: "en")
        }
        #expect(try gate.digest() == before)
    }

    @Test func commandsThatWaitTogetherAreCommittedTogetherAndFailAlone() throws {
        let (_, gate) = try oneGate()
        let executor = HeldExecutor()
        let group = GroupCommit(replica: gate, executor: executor)
        let answers = Mutex<[String]>([])
        for subject in ["ana@example.com", String(repeating: "x", count: 5000), "lima@example.com"]
        {
            group.checkIn(
                CheckinRequest(subject: subject), contact: ContactState(), language: "en"
            ) { result in
                let word = (try? result.get().verdict) ?? "failed"
                answers.withLock { $0.append(word) }
            }
        }
        #expect(answers.withLock { $0 }.isEmpty)
        executor.runAll()
        #expect(answers.withLock { $0 } == ["admitted", "failed", "admitted"])
        #expect(try gate.digest().occupancy == 2)
        #expect(try gate.verify().isClean)
    }
}

/// Runs nothing until it is told to: what a simulator does.
private final class HeldExecutor: WorkExecutor {
    private let waiting = Mutex<[@Sendable () -> Void]>([])

    func run(_ work: @escaping @Sendable () -> Void) { waiting.withLock { $0.append(work) } }

    func runAll() {
        for work in waiting.withLock({ $0 }) { work() }
    }
}

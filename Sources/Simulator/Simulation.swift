import CRDT
import Foundation
import Gossip
import HeapModule
import Randomness
import Replica

/// A whole event on many machines in one thread, from one seed: the real replicas on real SQLite
/// files, the real gossip, a simulated network, and simulated clocks, disks, staff and guests.
///
/// Nothing in it waits, and nothing reads a real clock or a real random source: time jumps to
/// what happens next.
public final class Simulation {
    let plan: SimulationPlan
    let root: String
    let time = SimulatedTime()
    let signatures = SignatureMemo()
    var nodes: [SimulatedNode] = []
    var network: SimulatedNetwork
    var queue = Heap<Event>()
    private var eventNumber: UInt64 = 0
    var trace: Trace
    /// What was answered to people, and must never be missing.
    var acknowledged: [Acknowledgement] = []
    var counts = SimulationCounts()
    /// The bytes that requests allow their answers, by who asks and the requests' numbers.
    var credits: [LinkEnd: [UInt64: Int]] = [:]
    /// Steps whose commands failed: the disk may have kept what they wrote all the same.
    var failedSteps: Set<Int> = []
    /// Whether the step that is being done failed before.
    var isRepeating = false
    /// Decides what the plan leaves open: how long disks take, for instance.
    var generator: SeededGenerator
    var space: SpaceID?
    /// What is measured of single operations; nil where nothing is.
    var watch: MeshWatch?
    /// Who stands at which replica's door.
    var doorLines: [Int: DoorLine] = [:]
    /// The guests' ids, in their order.
    var guestIDs: [PersonID] = []
    /// Up to where the log that enrolled the guests must be held to know them all.
    var imported: Dot?
    /// Whether the doors are closed and everything is being put right.
    var isHealing = false
    /// Devices that the authority has expelled, with the logs that they had then.
    var revoked: [DeviceKey] = []
    /// Whether somebody wrote what no honest device writes.
    var hasTrespassed = false

    /// How long after the last trouble all replicas may take to hold the same, microseconds.
    static let settlingMicroseconds: UInt64 = 900_000_000

    init(plan: SimulationPlan, root: String, keepsTrace: Bool) {
        self.plan = plan
        self.root = root
        trace = Trace(keepsWords: keepsTrace)
        network = SimulatedNetwork(
            quality: plan.quality, seed: SeededGenerator.derivedSeed(plan.seed, 1))
        generator = SeededGenerator(seed: SeededGenerator.derivedSeed(plan.seed, 2))
    }

    var now: UInt64 { time.microseconds }

    /// Lets something happen after a while.
    func schedule(after microseconds: UInt64, _ kind: Kind) {
        eventNumber += 1
        queue.insert(
            Event(microseconds: now + microseconds, number: eventNumber, kind: kind))
    }

    func note(_ who: String, _ text: @autoclosure () -> String) {
        trace.note(now, who, text())
    }

    /// Plays the event, puts everything right, and checks what must hold then.
    func play() throws {
        try setUp()
        try settle()
        note("all", "the doors open")
        for step in plan.steps {
            schedule(after: step.microseconds, .step(step))
        }
        schedule(after: Self.checkMicroseconds, .check)
        try run(until: now + plan.microseconds)
        note("all", "the doors close")
        try putRight()
        try settle()
        try checkEverything()
    }

    /// Between comparisons of states while the doors are open.
    static let checkMicroseconds: UInt64 = 120_000_000

    /// Lets everything happen that is due by then.
    func run(until end: UInt64) throws {
        while let next = queue.min, next.microseconds <= end {
            queue.removeMin()
            time.microseconds = next.microseconds
            counts.events += 1
            try perform(next.kind)
        }
        time.microseconds = end
    }

    private func perform(_ kind: Kind) throws {
        switch kind {
        case .step(let step): try perform(step)
        case .tick(let node, let generation): try tick(nodes[node], generation)
        case .arrival(let place, let bytes): try arrive(place, bytes)
        case .written(let place, let count): try written(place, count)
        case .dialled(let node, let generation, let id, let to):
            try dialled(nodes[node], generation, id, to: to)
        case .closed(let node, let generation, let id):
            try closed(nodes[node], generation, id)
        case .answer(let node, let generation, let ticket, let question):
            try answer(nodes[node], generation, ticket, question)
        case .start(let node): try start(nodes[node])
        case .chores(let node, let generation): try doChores(nodes[node], generation)
        case .faultEnds(let id, let node): try end(fault: id, at: nodes[node])
        case .check:
            try compareStates()
            if !isHealing { schedule(after: Self.checkMicroseconds, .check) }
        }
    }
}

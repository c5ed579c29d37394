import CRDT
import Foundation
import Randomness
import Replica

/// Before the doors open: a space, its devices and its guests.
extension Simulation {
    func setUp() throws {
        for (index, replica) in plan.replicas.enumerated() {
            try makeNode(index, replica)
            if index == 0 { try found() } else { try admit(nodes[index], by: nodes[0]) }
        }
        try importGuests()
        try setRules()
        try allotWalkIns()
        for node in nodes { try begin(node) }
    }

    private func makeNode(_ index: Int, _ replica: SimulationPlan.ReplicaPlan) throws {
        let clock = SimulatedClock(
            time: time, offsetMilliseconds: replica.clockOffsetMilliseconds,
            driftPartsPerMillion: replica.clockDriftPartsPerMillion)
        nodes.append(machine(index, clock: clock, role: replica.role))
        let node = nodes[index]
        try node.folder.initialise(name: "Gate \(index)", environment: node.environment)
    }

    /// A machine with a disk, a clock and a random source of its own.
    func machine(_ index: Int, clock: SimulatedClock, role: Role) -> SimulatedNode {
        let seed = SeededGenerator.derivedSeed(plan.seed, 3, UInt64(index))
        return SimulatedNode(
            index: index, root: root,
            disk: FaultyDisk(name: "nexstage-fault-\(root.suffix(36))-\(index)", seed: seed),
            clock: clock, entropy: SimulatedEntropy(seed: seed), role: role,
            signatures: signatures)
    }

    private func found() throws {
        let node = nodes[0]
        let created = try Replica.createSpace(
            in: node.folder, settings: SpaceSettings(name: "Congress"),
            environment: node.environment)
        node.replica = created.replica
        node.isMember = true
        node.device = try created.replica.device
        space = created.replica.space
        if plan.policy != .reentry {
            var changes = SpaceChanges()
            changes.policy = plan.policy
            _ = try created.replica.set(changes)
        }
    }

    /// Lets a device join through one that may admit it, as over a cable.
    func admit(_ node: SimulatedNode, by issuer: SimulatedNode) throws {
        guard let inviting = issuer.replica else { return }
        let role = node.role == .authority ? Role.station : node.role
        let invitation = try inviting.invite(
            role: role, milliseconds: 86_400_000, addresses: [])
        let request = try Replica.joinRequest(
            try Invitation(text: invitation.text), in: node.folder,
            environment: node.environment)
        let replica = try request.finish(inviting.answerJoin(request.bytes))
        node.replica = replica
        node.isMember = true
        node.device = try replica.device
    }

    private func importGuests() throws {
        guard let replica = nodes[0].replica else { return }
        var text = "id,name,email,ticket\n"
        for guest in 0..<plan.guests {
            text += "\(guest),Guest \(guest),guest\(guest)@example.org,\(Self.ticket(guest))\n"
        }
        let path = root + "/guests.csv"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        _ = try replica.importAttendees(path: path)
        guard plan.comparesWithModel else { return }
        let lines = try replica.heldLines()
        imported = lines.first.flatMap { line in
            line.deltas.last.map { Dot(line.id, $0.lastSequence) }
        }
        for guest in 0..<plan.guests {
            let found = try replica.people(matching: Self.ticket(guest), limit: 1).first
            guard let id = found.flatMap({ PersonID(hex: $0.id) }) else {
                throw Violation(.command, "guest \(guest) was not imported")
            }
            guestIDs.append(id)
        }
    }

    static func ticket(_ guest: Int) -> String { "TICKET-\(guest)" }

    /// Switches off what still goes wrong, and starts every machine.
    func putRight() throws {
        isHealing = true
        network.heal()
        for node in nodes {
            node.disk.setFull(false)
            node.disk.failSyncs(0)
            node.isDoomed = false
            if !node.isRunning, node.isMember { try start(node) }
        }
    }
}

import CRDT
import Gossip
import Randomness
import Replica

/// Machines that are switched on and off, and what their processes do by themselves.
extension Simulation {
    /// Between the chores of a daemon: witnesses and checkpoints.
    static let choresMicroseconds: UInt64 = 60_000_000

    /// Switches a machine on: its replica opens what is on the disk.
    func start(_ node: SimulatedNode) throws {
        guard !node.isRunning, node.isMember else { return }
        if let seed = node.powerCutSeed {
            // Only now: whoever noticed the cut may still have had the files open.
            node.disk.cutPower(.drawn(seed: seed))
            node.powerCutSeed = nil
        }
        do {
            node.replica = try Replica(folder: node.folder, environment: node.environment)
        } catch let error as ReplicaError {
            guard node.disk.isDead || error.code == .diskFull else {
                throw Violation(
                    .durability, "\(node.name) can't be opened after a fault: \(error.message)")
            }
            schedule(after: 5_000_000, .start(node: node.index))
            return
        }
        note(node.name, "starts")
        node.abandonedWrites = 0
        try begin(node)
    }

    /// Starts the gossip of a replica that is open.
    func begin(_ node: SimulatedNode) throws {
        guard let replica = node.replica, let device = node.device, let space else { return }
        node.generation += 1
        let identity = PeerIdentity(
            device: device,
            instance: Tag128(high: node.entropy.word(), low: node.entropy.word()),
            name: "Gate \(node.index)")
        let configuration = EngineConfiguration(
            identity: identity, space: replica.space, addresses: addresses(of: node),
            seed: node.entropy.word(), hash: { LogHash.blob($0) })
        precondition(replica.space == space, "a folder holds one space")
        node.engine = Engine(configuration: configuration, now: node.moment(now))
        try pass(.start, to: node)
        guard plan.hasChores else { return }
        schedule(
            after: Self.choresMicroseconds,
            .chores(node: node.index, generation: node.generation))
    }

    /// Whom a replica dials: everybody, or a few drawn from the seed where there are many.
    private func addresses(of node: SimulatedNode) -> [PeerAddress] {
        var others = nodes.indices.filter { $0 != node.index }
        if others.count > plan.dials {
            var drawing = SeededGenerator(
                seed: SeededGenerator.derivedSeed(plan.seed, 4, UInt64(node.index)))
            drawing.shuffle(&others)
            others = Array(others.prefix(plan.dials)).sorted()
        }
        return others.map { Self.address($0) }
    }

    static func address(_ index: Int) -> PeerAddress {
        PeerAddress(host: "node", port: UInt16(clamping: index))
    }

    /// Ends a process at once.
    ///
    /// - Parameter isSilent: whether the machine goes too, so that its peers aren't told.
    func stop(_ node: SimulatedNode, isSilent: Bool) {
        node.engine = nil
        node.replica = nil
        node.generation += 1
        node.tickAt = nil
        node.heard = []
        for (id, place) in node.links.sorted(by: { $0.key < $1.key }) {
            if !isSilent { tellOtherEnd(of: place) }
            node.links[id] = nil
        }
    }

    func tellOtherEnd(of place: LinkEnd) {
        guard let other = network.links[place.link]?.ends[1 - place.end] else { return }
        schedule(
            after: network.latency() + 60_000,
            .closed(node: other.node, generation: other.generation, id: other.id))
    }

    /// Ends a process whose disk has died under it: the power is gone.
    ///
    /// - Returns: whether it was so.
    func noticePowerCut(_ node: SimulatedNode) -> Bool {
        guard node.disk.isDead else { return false }
        note(node.name, "loses its power")
        counts.faults += 1
        node.isDoomed = false
        stop(node, isSilent: true)
        node.powerCutSeed = generator.next()
        schedule(after: node.downMicroseconds, .start(node: node.index))
        return true
    }

    /// Whether a machine packs its log this time: each does now and then, not all at once.
    private func isCompacting(_ node: SimulatedNode) -> Bool {
        (now / Self.choresMicroseconds + UInt64(node.index)).isMultiple(of: 4)
    }

    func doChores(_ node: SimulatedNode, _ generation: Int) throws {
        guard node.generation == generation, let replica = node.replica else { return }
        try attempt(node) {
            try replica.checkpointIfDue()
            if isCompacting(node) { try replica.compact(isVacuuming: node.index.isMultiple(of: 2)) }
            if try replica.witness() { try pass(.localChange, to: node) }
        }
        guard node.generation == generation else { return }
        schedule(
            after: Self.choresMicroseconds, .chores(node: node.index, generation: generation))
    }

    /// Does something that a disk in trouble may prevent.
    ///
    /// - Returns: whether it was done.
    @discardableResult
    func attempt(_ node: SimulatedNode, _ body: () throws -> Void) throws -> Bool {
        do {
            try body()
            try checkDurable(node)
            return true
        } catch let error as ReplicaError {
            if noticePowerCut(node) { return false }
            // Whoever has only just joined may not have heard of its own admission yet.
            guard error.code != .notPermitted else { return false }
            guard Self.isDiskTrouble(error) else {
                throw Violation(.command, "\(node.name): \(error.message)")
            }
            note(node.name, "the disk refuses")
            node.abandonWrites()
            return false
        }
    }

    static func isDiskTrouble(_ error: ReplicaError) -> Bool {
        error.code == .diskFull || error.code == .storage
    }

    /// Whatever is about to be told to anybody must be on the disk.
    func checkDurable(_ node: SimulatedNode) throws {
        let waiting = node.disk.unsyncedWALWrites
        if waiting == 0 { node.abandonedWrites = 0 }
        guard waiting <= node.abandonedWrites || node.disk.isDead else {
            throw Violation(
                .durability,
                "\(node.name) answers while \(waiting) writes have not been made durable")
        }
    }
}

import CRDT
import Foundation
import Gossip
import Randomness
import Replica

/// What goes wrong.
extension Simulation {
    func perform(_ fault: Fault, at node: SimulatedNode, _ step: PlannedStep) throws {
        guard !isHealing else { return }
        if try !perform(networkFault: fault, at: node, step),
            try !perform(machineFault: fault, at: node, step),
            try !perform(diskFault: fault, at: node, step)
        {
            try perform(membershipFault: fault, at: node, step)
        }
    }

    private func begins(_ fault: Fault, at node: SimulatedNode, _ text: String) {
        counts.faults += 1
        note(node.name, text)
    }

    // MARK: - Network

    private func perform(
        networkFault fault: Fault, at node: SimulatedNode, _ step: PlannedStep
    ) throws -> Bool {
        let duration: UInt64
        switch fault {
        case .partition(let sides, let isSilent, let microseconds):
            begins(fault, at: node, "partition\(isSilent ? ", unnoticed" : "")")
            network.partition(step.id, sides: sides, isSilent: isSilent)
            for link in network.cutLinks() { cut(link) }
            duration = microseconds
        case .oneWay(let to, let microseconds):
            begins(fault, at: node, "is not heard by r\(to)")
            network.block(step.id, from: node.index, to: to)
            duration = microseconds
        case .slow(let bytesPerMillisecond, let microseconds):
            begins(fault, at: node, "is slow: \(bytesPerMillisecond) bytes a millisecond")
            network.slow(step.id, node: node.index, bytesPerMillisecond: bytesPerMillisecond)
            duration = microseconds
        case .corrupt(let percent, let microseconds):
            begins(fault, at: node, "a bit flips in \(percent) % of its frames")
            network.corrupt(step.id, node: node.index, percent: percent)
            duration = microseconds
        case .kill, .powerCut, .failedSyncs, .fullDisk, .lyingDrive, .clockJump, .backUp, .restore,
            .rollBack,
            .clone, .joining, .revoke, .adopt, .trespass:
            return false
        }
        schedule(after: duration, .faultEnds(id: step.id, node: node.index))
        return true
    }

    /// Ends a trouble that lasts.
    func end(fault id: Int, at node: SimulatedNode) throws {
        network.end(id)
        node.disk.setFull(false)
        // A power cut that waited for a write which never came.
        guard node.isDoomed, node.isRunning else { return }
        node.disk.crash()
        _ = noticePowerCut(node)
    }

    // MARK: - Machines

    private func perform(
        machineFault fault: Fault, at node: SimulatedNode, _ step: PlannedStep
    ) throws -> Bool {
        switch fault {
        case .kill(let down):
            guard node.isRunning else { return true }
            begins(fault, at: node, "is killed")
            stop(node, isSilent: false)
            node.disk.killProcess()
            schedule(after: down, .start(node: node.index))
        case .clockJump(let milliseconds):
            begins(fault, at: node, "its clock jumps by \(milliseconds) ms")
            node.clock.jump(milliseconds: milliseconds)
        case .backUp:
            guard node.isRunning else { return true }
            note(node.name, "is backed up")
            node.backup = try FolderCopy(folder: node.folder.path, state: node.stateFolder)
        case .restore(let down): try putBack(node, step, down: down, isRollBack: false)
        case .rollBack(let down): try putBack(node, step, down: down, isRollBack: true)
        case .clone: try clone(node)
        case .partition, .oneWay, .slow, .corrupt, .powerCut, .failedSyncs, .fullDisk, .lyingDrive,
            .joining,
            .revoke, .adopt, .trespass:
            return false
        }
        return true
    }

    private func putBack(
        _ node: SimulatedNode, _ step: PlannedStep, down: UInt64, isRollBack: Bool
    ) throws {
        guard let backup = node.backup else { return }
        // Whoever holds what this disk holds can only be asked while it runs.
        guard nodes.allSatisfy(\.isRunning) else {
            return schedule(after: Self.retryMicroseconds, .step(step))
        }
        counts.faults += 1
        note(node.name, isRollBack ? "is rolled back" : "is restored")
        try forfeitWhatOnly(node)
        stop(node, isSilent: false)
        node.disk.killProcess()
        if isRollBack {
            try backup.rollBack(folder: node.folder.path, state: node.stateFolder)
            node.wasRolledBack = true
        } else if step.seed & 1 == 0 {
            try backup.overwrite(folder: node.folder.path)
        } else {
            try backup.restore(folder: node.folder.path)
        }
        node.recentDots = []
        schedule(after: down, .start(node: node.index))
    }

    /// What only this disk holds is gone with it, and nobody can be blamed.
    private func forfeitWhatOnly(_ node: SimulatedNode) throws {
        let others = try nodes.filter { $0.index != node.index }
            .compactMap { try $0.replica.map { try HeldOperations(of: $0) } }
        for index in acknowledged.indices where !acknowledged[index].isForfeit {
            let isSafe = others.contains { $0.holds(acknowledged[index]) }
            if !isSafe { acknowledged[index].isForfeit = true }
        }
    }

    private func clone(_ node: SimulatedNode) throws {
        guard node.isRunning, nodes.count < SimulationPlan.replicasMaximum else { return }
        counts.faults += 1
        let index = nodes.count
        note(node.name, "is copied to r\(index)")
        let copy = try FolderCopy(folder: node.folder.path, state: node.stateFolder)
        let clock = SimulatedClock(time: time, offsetMilliseconds: 0, driftPartsPerMillion: 0)
        let machine = machine(index, clock: clock, role: node.role)
        try copy.restore(folder: machine.folder.path)
        machine.device = node.device
        machine.isMember = true
        nodes.append(machine)
        try start(machine)
        try tellEverybody(of: machine)
    }

    private func tellEverybody(of machine: SimulatedNode) throws {
        for node in nodes where node.index != machine.index && node.isRunning {
            try pass(.address(Self.address(machine.index)), to: node)
        }
    }

    // MARK: - Disks

    private func perform(
        diskFault fault: Fault, at node: SimulatedNode, _ step: PlannedStep
    ) throws -> Bool {
        switch fault {
        case .powerCut(let writes, let down):
            guard node.isRunning, !node.isDoomed else { return true }
            node.isDoomed = true
            node.downMicroseconds = down
            node.disk.crash(atWrite: writes, sectors: Int(step.seed % 9))
            schedule(after: 30_000_000, .faultEnds(id: step.id, node: node.index))
        case .failedSyncs(let count):
            begins(fault, at: node, "its disk fails to sync \(count) times")
            node.disk.failSyncs(count)
        case .fullDisk(let microseconds):
            begins(fault, at: node, "its disk is full")
            node.disk.setFull(true)
            schedule(after: microseconds, .faultEnds(id: step.id, node: node.index))
        case .lyingDrive:
            begins(fault, at: node, "its drive lies")
            node.disk.lie(true)
        case .partition, .oneWay, .slow, .corrupt, .kill, .clockJump, .backUp, .restore,
            .rollBack, .clone, .joining, .revoke, .adopt, .trespass:
            return false
        }
        return true
    }

    // MARK: - Membership

    private func perform(
        membershipFault fault: Fault, at node: SimulatedNode, _ step: PlannedStep
    ) throws {
        switch fault {
        case .joining: try letJoin(step)
        case .revoke: try revoke(node)
        case .adopt: try adopt(node)
        case .trespass: try trespass(node, step)
        case .partition, .oneWay, .slow, .corrupt, .kill, .powerCut, .failedSyncs, .fullDisk,
            .lyingDrive,
            .clockJump, .backUp, .restore, .rollBack, .clone:
            return
        }
    }

    private func letJoin(_ step: PlannedStep) throws {
        guard nodes[0].isRunning, nodes.count < SimulationPlan.replicasMaximum else { return }
        let index = nodes.count
        let clock = SimulatedClock(time: time, offsetMilliseconds: 0, driftPartsPerMillion: 0)
        let machine = machine(index, clock: clock, role: .station)
        try machine.folder.initialise(name: "Gate \(index)", environment: machine.environment)
        let isDone = try attempt(nodes[0]) { try admit(machine, by: nodes[0]) }
        guard isDone, machine.isMember else {
            // Whoever comes next may get this place.
            try FileManager.default.removeItem(atPath: machine.folder.path)
            return
        }
        begins(.joining, at: machine, "joins")
        nodes.append(machine)
        try begin(machine)
        try tellEverybody(of: machine)
        try pass(.localChange, to: nodes[0])
    }

    private func revoke(_ node: SimulatedNode) throws {
        guard let device = node.device, let replica = nodes[0].replica,
            device != nodes[0].device, !revoked.contains(device)
        else { return }
        let isDone = try attempt(nodes[0]) {
            let bounds = try replica.heldLines().filter { $0.device == device && $0.parent == nil }
                .compactMap(\.position)
            _ = try replica.append([
                .revoke(
                    Revocation(device: device, bounds: bounds.sorted { $0.author < $1.author }))
            ])
        }
        guard isDone else { return }
        revoked.append(device)
        begins(.revoke, at: node, "is expelled")
        try pass(.localChange, to: nodes[0])
    }

    /// Keeps what an expelled device went on to write, as far as the founder has heard of it.
    private func adopt(_ node: SimulatedNode) throws {
        guard let device = node.device, revoked.contains(device), let replica = nodes[0].replica
        else { return }
        let isDone = try attempt(nodes[0]) {
            let ends = try replica.heldLines().filter { $0.device == device }
                .compactMap(\.position)
            guard !ends.isEmpty else { return }
            _ = try replica.append(ends.map { .adopt(Adoption(firstOrdinal: 1, last: $0)) })
        }
        guard isDone else { return }
        begins(.adopt, at: node, "what it wrote is kept")
        try pass(.localChange, to: nodes[0])
    }

    /// Writes, under a genuine signature, what an honest replica never would.
    private func trespass(_ node: SimulatedNode, _ step: PlannedStep) throws {
        guard let replica = node.replica, let device = node.device else { return }
        var generator = SeededGenerator(seed: step.seed)
        let strange = Dot(
            AuthorID(high: generator.next(), low: generator.next()), 1 + generator.next() % 9)
        let known =
            acknowledged.isEmpty ? strange : acknowledged[generator.below(acknowledged.count)].dot
        let menu: [CRDT.Operation] = [
            .grant(Grant(device: device, role: .coordinator, name: "me")),
            .revoke(Revocation(device: nodes[0].device ?? device, bounds: [])),
            .undo(Undo(removes: [known])),
            .undo(Undo(removes: [strange])),
            .cancel(Cancellation(person: .enrolment(strange), removes: [known])),
            .write(RegisterWrite(key: RegisterKey(.space, .policy), value: [1])),
            .write(
                RegisterWrite(
                    key: RegisterKey(.person(.enrolment(strange)), .category), value: [0x78])),
            .unknown(kind: 99, body: [1, 2, 3]),
            .resolve(
                Resolution(decision: .samePerson, conflictClass: .doubleAdmission, covers: [known])),
        ]
        let chosen = (0..<4).compactMap { _ in generator.pick(menu) }
        let isDone = try attempt(node) { _ = try replica.append(chosen) }
        guard isDone else { return }
        hasTrespassed = true
        begins(.trespass, at: node, "writes what it may not")
        try pass(.localChange, to: node)
    }
}

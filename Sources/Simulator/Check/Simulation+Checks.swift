import CRDT
import Foundation
import Gossip
import Randomness
import Replica

/// What must hold while the event goes on, and at its end.
extension Simulation {
    /// Equal logs must mean equal states, at any moment.
    func compareStates() throws {
        var seen: [(frontier: Frontier, proofs: [ForkProof], fingerprint: Hash256, node: Int)] = []
        for node in nodes {
            guard let replica = node.replica else { continue }
            let summary = try replica.summary()
            let same = seen.first {
                $0.frontier == summary.frontier && $0.proofs == summary.proofs
            }
            guard let same else {
                seen.append((summary.frontier, summary.proofs, summary.fingerprint, node.index))
                continue
            }
            guard same.fingerprint == summary.fingerprint else {
                throw Violation(
                    .fingerprint,
                    "r\(same.node) and \(node.name) hold the same logs, and their states differ"
                        + (try whoIsWrong()))
            }
        }
    }

    /// Whose tables are not what the log says, or what the model concludes from it, in words to add.
    func whoIsWrong() throws -> String {
        try nodes.compactMap { node -> String? in
            guard let replica = node.replica else { return nil }
            let problems = try replica.verify(scratchFolder: root).problems
            guard problems.isEmpty else {
                return "; \(node.name): \(problems.prefix(4).joined(separator: " "))"
            }
            return try differenceFromModel(replica).map { "; \(node.name): \($0)" }
        }.joined()
    }

    /// No frame and no queue may be larger than the protocol says.
    func checkBounds(_ node: SimulatedNode, frameBytes: Int) throws {
        guard frameBytes <= GossipLimits.frameBytesMaximum + 4 else {
            throw Violation(.bounds, "\(node.name) gets a frame of \(frameBytes) bytes")
        }
        // Small frames fill no queue.
        guard frameBytes > 4_096, let loads = node.engine?.loads() else { return }
        for load in loads {
            guard load.outgoingBytes <= LinkLoad.outgoingBytesMaximum,
                load.incomingBytes <= LinkLoad.incomingBytesMaximum
            else { throw Violation(.bounds, "\(node.name) holds \(load) for one link") }
        }
    }

    /// Lets the replicas exchange what they have until all hold the same.
    func settle() throws {
        let began = now
        var lacking: String?
        while now < began + Self.settlingMicroseconds {
            try run(until: now + 500_000)
            guard nodes.allSatisfy(\.isRunning), try areEqual() else { continue }
            if lacking == nil {
                counts.healMicroseconds = now - began
                note("all", "everybody holds the same")
            }
            lacking = isHealing ? try whoLacksBlobs() : nil
            if lacking == nil { return }
        }
        if let lacking { throw Violation(.blobs, lacking) }
        throw Violation(.convergence, try whoLacksWhat())
    }

    /// Whoever lacks a blob that somebody else holds, in words; nil where nobody does.
    private func whoLacksBlobs() throws -> String? {
        for node in nodes {
            guard let replica = node.replica, try replica.summary().wantCount > 0 else { continue }
            let wanted = try replica.wantedBlobs(limit: GossipLimits.wantsMaximum)
            for other in nodes where other.index != node.index {
                let held = try other.replica?.blobs(wanted, maximumBytes: .max) ?? []
                guard held.isEmpty else {
                    return "\(node.name) lacks \(held.count) blobs that \(other.name) holds"
                }
            }
        }
        return nil
    }

    func areEqual() throws -> Bool {
        guard let first = try nodes.first?.replica?.summary() else { return false }
        return try nodes.dropFirst().allSatisfy { node in
            guard let summary = try node.replica?.summary() else { return false }
            return summary.frontier == first.frontier && summary.proofs == first.proofs
        }
    }

    private func whoLacksWhat() throws -> String {
        let held = try nodes.map { node in
            guard let replica = node.replica else { return "\(node.name) is off" }
            let summary = try replica.summary()
            let heads = summary.frontier.heads.map { head in
                "\(head.author.description.prefix(6))"
                    + (head.branch.map { "/\($0.description.prefix(4))" } ?? "")
                    + ":\(head.ordinal)"
            }
            return "\(node.name) has \(heads.joined(separator: " "))"
                + ", \(summary.proofs.count) proofs"
        }
        return "not equal after \(Self.settlingMicroseconds / 1_000_000) s: "
            + held.joined(separator: "; ")
    }

    func checkEverything() throws {
        counts.simulatedMicroseconds = now
        counts.bytesSent = network.bytesSent
        counts.framesSent = network.framesSent
        try compareStates()
        try checkAcknowledged()
        try checkQueries()
        try checkIncarnations()
        try checkClocks()
        try checkVerify()
        try checkModel()
        for node in nodes {
            guard let replica = node.replica else { continue }
            trace.mix(Array(try replica.digest().digest.utf8))
        }
    }

    private func checkAcknowledged() throws {
        for node in nodes {
            guard let replica = node.replica else { continue }
            let held = try HeldOperations(of: replica)
            for entry in acknowledged where !entry.isForfeit && !held.holds(entry) {
                throw Violation(
                    .acknowledged,
                    "\(node.name) lacks \(entry.dot), which r\(entry.node) acknowledged: "
                        + entry.text)
            }
        }
    }

    /// What people see must be the same everywhere.
    private func checkQueries() throws {
        var first: (node: SimulatedNode, answers: [String])?
        for node in nodes {
            guard let replica = node.replica else { continue }
            let answers = try answers(of: replica)
            guard let first else {
                first = (node, answers)
                try count(replica)
                continue
            }
            try compare(first.answers, answers, first.node, node)
        }
        guard plan.guests <= Self.listedGuestsMaximum, let first,
            let other = generator.pick(nodes.filter { $0.index != first.node.index }),
            let replica = first.node.replica, let otherReplica = other.replica
        else { return }
        try compare(try lists(of: replica), try lists(of: otherReplica), first.node, other)
    }

    private func compare(
        _ left: [String], _ right: [String], _ leftNode: SimulatedNode, _ rightNode: SimulatedNode
    ) throws {
        guard left != right else { return }
        let index = zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        let difference =
            index.map { "\(left[$0]) against \(right[$0])" }
            ?? "\(left.count) lines against \(right.count)"
        throw Violation(
            .queries, "\(leftNode.name) and \(rightNode.name) answer differently: \(difference)")
    }

    /// Up to so many guests, two replicas are compared by every name and every entry.
    private static let listedGuestsMaximum = 2_000

    private func answers(of replica: Replica) throws -> [String] {
        let digest = try replica.digest()
        let conflicts = try replica.conflicts(language: "en")
        return [
            "\(digest.digest) \(digest.operations) \(digest.people) \(digest.enrolled) "
                + "\(digest.admitted) \(digest.occupancy)",
            conflicts.map { "\($0.id) \($0.isOpen) \($0.operations.map(\.operation))" }
                .joined(separator: "\n"),
            try replica.members().map { "\($0.device) \($0.role) \($0.revoked)" }
                .joined(separator: "\n"),
        ]
    }

    private func lists(of replica: Replica) throws -> [String] {
        try Self.lines { try replica.exportAttendees(.csv, to: $0) }
            + Self.lines { try replica.exportAttendance(.csv, to: $0) }
    }

    private static func lines(
        _ write: (@escaping ([UInt8]) throws -> Void) throws -> Void
    ) throws -> [String] {
        var bytes: [UInt8] = []
        try write { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").map(String.init)
    }

    private func count(_ replica: Replica) throws {
        counts.operations = try replica.digest().operations
        counts.conflicts = [:]
        for conflict in try replica.conflicts(language: "en") {
            counts.conflicts[conflict.conflictClass, default: 0] += 1
        }
    }

    /// Only a machine that went back with all that could tell may have continued its log twice.
    private func checkIncarnations() throws {
        let wentBack = Set(nodes.filter(\.wasRolledBack).compactMap(\.device))
        guard let replica = nodes.first?.replica else { return }
        for line in try replica.heldLines()
        where line.parent != nil && !wentBack.contains(line.device) {
            throw Violation(
                .incarnation,
                "log \(line.root) parted, and its device was never rolled back")
        }
    }

    private func checkVerify() throws {
        for node in nodes {
            guard let replica = node.replica else { continue }
            let report = try replica.verify(scratchFolder: root)
            if let problem = report.problems.first {
                throw Violation(.verify, "\(node.name): \(problem)")
            }
            guard report.spoiltSignatures == 0 || plan.has([.corrupt]) else {
                throw Violation(
                    .verify, "\(node.name): \(report.spoiltSignatures) signatures are spoilt")
            }
        }
    }
}

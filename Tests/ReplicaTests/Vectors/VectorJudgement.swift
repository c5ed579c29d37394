import CRDT

/// What has effect in the story, by ``Membership`` and the rule for forks.
struct VectorJudgement {
    private(set) var deltaCount = 0
    private(set) var kinds: [String: Int] = [:]
    private(set) var quarantined: [String: Int] = [:]
    let membership: Membership

    init(_ story: VectorStory) {
        let forks = Dictionary(
            story.branches.map { ($0.device.author, UInt64($0.sharedCount ?? 0) + 1) },
            uniquingKeysWith: { min($0, $1) })
        var facts: [MembershipFact] = []
        for log in story.logs {
            for signed in log.deltas where signed.delta.ordinal < forks[log.device.author] ?? .max {
                for (index, operation) in signed.delta.operations.enumerated()
                where operation.isMembership {
                    facts.append(
                        MembershipFact(
                            dot: log.dot(signed.delta.firstSequence + UInt64(index)),
                            ordinal: signed.delta.ordinal, device: log.device.key,
                            credential: signed.delta.credential, operation: operation))
                }
            }
        }
        membership = Membership(facts)
        for log in story.logs { judge(log, from: 0, fork: forks[log.device.author]) }
        for log in story.branches {
            judge(log, from: log.sharedCount ?? 0, fork: forks[log.device.author])
        }
    }

    private mutating func judge(_ log: VectorLog, from start: Int, fork: UInt64?) {
        for signed in log.deltas.dropFirst(start) {
            deltaCount += 1
            for operation in signed.delta.operations {
                kinds[operation.kindName, default: 0] += 1
                let judged = membership.permission(
                    of: operation, author: log.device.author, device: log.device.key,
                    ordinal: signed.delta.ordinal, credential: signed.delta.credential)
                let isHeld = signed.delta.ordinal >= fork ?? .max && !operation.staysOnFork
                let permission = judged == .permitted && isHeld ? .forked : judged
                if permission != .permitted { quarantined[permission.word, default: 0] += 1 }
            }
        }
    }
}

extension Operation {
    /// Whether it keeps its effect at and above a fork of its log.
    fileprivate var staysOnFork: Bool {
        switch self {
        case .enter, .exit, .undo, .attempt, .label, .witness: true
        default: false
        }
    }
}

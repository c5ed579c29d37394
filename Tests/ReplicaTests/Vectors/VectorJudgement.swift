import CRDT
import Replica

/// What has effect in the story, by ``Membership``.
struct VectorJudgement {
    private(set) var deltaCount = 0
    private(set) var kinds: [String: Int] = [:]
    private(set) var quarantined: [String: Int] = [:]
    let membership: Membership

    init(_ story: VectorStory) {
        let lines = story.logs + story.branches
        var facts: [MembershipFact] = []
        for log in lines {
            for signed in log.own {
                for (index, operation) in signed.delta.operations.enumerated()
                where operation.isMembership {
                    facts.append(
                        MembershipFact(
                            dot: Dot(log.line, signed.delta.firstSequence + UInt64(index)),
                            ordinal: signed.delta.ordinal, device: log.device.key,
                            credential: signed.delta.credential, operation: operation,
                            isAboveParting: log.sharedCount != nil))
                }
            }
        }
        membership = Membership(facts, paths: Self.paths(facts, lines))
        for log in lines { judge(log) }
    }

    /// Where the named places are held.
    private static func paths(
        _ facts: [MembershipFact], _ lines: [VectorLog]
    ) -> [LogPosition: LogPath] {
        var paths: [LogPosition: LogPath] = [:]
        for position in facts.flatMap(\.positions) {
            let ordinal = Int(position.ordinal)
            let line = lines.first { log in
                log.device.author == position.author && log.hashes.indices.contains(ordinal)
                    && log.hashes[ordinal] == position.hash
                    && ordinal > log.sharedCount ?? -1
            }
            guard let line else { continue }
            let above = line.sharedCount == nil ? [] : [line.device.author]
            paths[position] = LogPath(lines: above + [line.line], ordinal: position.ordinal)
        }
        return paths
    }

    private mutating func judge(_ log: VectorLog) {
        for signed in log.own {
            deltaCount += 1
            for operation in signed.delta.operations {
                kinds[operation.kindName, default: 0] += 1
                let permission = membership.permission(
                    of: operation, author: log.line, device: log.device.key,
                    ordinal: signed.delta.ordinal, credential: signed.delta.credential,
                    isAboveParting: log.sharedCount != nil)
                if permission != .permitted { quarantined[permission.word, default: 0] += 1 }
            }
        }
    }
}

extension VectorLog {
    /// The log's id, or the branch's.
    fileprivate var line: AuthorID {
        sharedCount.map { LogHash.branch(of: device.author, first: hashes[$0 + 1]) }
            ?? device.author
    }

    /// The deltas that it doesn't share with the log that it left.
    fileprivate var own: ArraySlice<Run.SignedDelta> { deltas.dropFirst(sharedCount ?? 0) }
}

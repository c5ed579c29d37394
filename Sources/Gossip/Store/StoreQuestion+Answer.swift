public import CRDT

extension StoreQuestion {
    /// Asks the store; blocks as long as the store does.
    public func answer(from store: any ReplicaStore) -> StoreAnswer {
        do {
            switch self {
            case .summary: return .summary(try store.summary())
            case .runs(let question):
                return .runs(StoreAnswer.Runs(answer: try Self.answer(question.need, from: store)))
            case .newRun(let question):
                return .newRun(
                    try store.run(
                        of: question.key.author, branch: question.key.branch,
                        after: question.position.ordinal, expecting: question.position.hash,
                        maximumBytes: GossipLimits.pushBytesMaximum))
            case .apply(let runs): return .applied(try store.apply(runs))
            case .wants:
                return .wants(try store.wantedBlobs(limit: GossipLimits.wantsMaximum))
            case .blobs(let question):
                let blobs = try store.blobs(
                    question.commitments, maximumBytes: question.creditBytes)
                return .blobs(id: question.id, blobs)
            case .acceptBlobs(let blobs):
                return .acceptedBlobs(try store.accept(blobs: blobs), of: blobs.count)
            case .acceptProofs(let proofs):
                return .acceptedProofs(try store.accept(proofs: proofs), of: proofs.count)
            }
        } catch {
            return .failed("\(error)")
        }
    }

    /// Loads runs for the entries in their order until the credit is used up.
    private static func answer(
        _ need: Need, from store: any ReplicaStore
    ) throws -> RunAnswer {
        var answer = RunAnswer(id: need.id, items: [])
        var credit = min(need.creditBytes, UInt64(GossipLimits.creditBytesMaximum))
        var bytes = 0
        for (index, entry) in need.entries.enumerated() where credit > 0 {
            let content: RunAnswer.Content
            switch try reply(to: entry, creditBytes: Int(credit), from: store) {
            case .run(let run, _):
                bytes += run.count
                // Only a store that goes far beyond what it was asked for comes here.
                guard answer.items.isEmpty || bytes < Limits.runBytesMaximum / 2 else {
                    return answer
                }
                credit -= min(credit, UInt64(run.count))
                content = .run(run)
            case .upToDate: content = .upToDate
            case .mismatch, .unknown: content = .unknown
            }
            answer.items.append(RunAnswer.Item(entry: UInt64(index), content: content))
        }
        return answer
    }

    /// Tries the positions in their order; where the log contains none of them, starts at 0.
    private static func reply(
        to entry: Need.Entry, creditBytes: Int, from store: any ReplicaStore
    ) throws -> RunReply {
        var isMismatch = entry.positions.isEmpty
        for position in entry.positions {
            let reply = try store.run(
                of: entry.key.author, branch: entry.key.branch, after: position.ordinal,
                expecting: position.hash, maximumBytes: creditBytes)
            switch reply {
            case .run, .unknown: return reply
            case .upToDate: continue
            case .mismatch: isMismatch = true
            }
        }
        guard isMismatch else { return .upToDate }
        return try store.run(
            of: entry.key.author, branch: entry.key.branch, after: 0, expecting: nil,
            maximumBytes: creditBytes)
    }
}

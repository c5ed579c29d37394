import CRDT

extension MemoryLog {
    /// Takes a decoded run as a real store would, with faked signatures.
    mutating func apply(_ run: Run) -> (RunOutcome, ForkProof?) {
        guard let first = run.deltas.first?.delta.ordinal else { return (.refused("empty"), nil) }
        if branches.isEmpty { branches = [[]] }
        let base = first - 1
        let bases = branches.indices.filter { index in
            guard let hash = hash(of: branches[index], at: base) else { return false }
            return run.baseHash == nil || run.baseHash == hash
        }
        guard !bases.isEmpty else { return (outcomeWithoutBase(base), nil) }
        for index in bases {
            let entries = Self.entries(run, after: branches[index], base: base, author: author)
            guard Self.isSigned(entries, author) else { continue }
            return store(Array(branches[index].prefix(Int(base))) + entries)
        }
        guard run.baseHash == nil else { return (.refused("a wrong signature"), nil) }
        let held = min(base, UInt64(trunk.count))
        return (.unverified(author: author, ordinal: held, hash: hash(of: trunk, at: held)), nil)
    }

    /// What all ways share.
    private var trunk: [Entry] { lines.first?.entries ?? [] }

    private func outcomeWithoutBase(_ base: UInt64) -> RunOutcome {
        let held = min(base, UInt64(trunk.count))
        let hash = hash(of: trunk, at: held)
        return branches.count > 1 || base > UInt64(trunk.count)
            ? .gap(author: author, ordinal: held, hash: hash)
            : .unverified(author: author, ordinal: held, hash: hash)
    }

    private static func entries(
        _ run: Run, after branch: [Entry], base: UInt64, author: AuthorID
    ) -> [Entry] {
        var hash = base == 0 ? start(author) : branch[Int(base) - 1].hash
        return run.deltas.map { signed in
            hash = next(hash, signed.bytes)
            return Entry(signed: signed, hash: hash)
        }
    }

    private static func isSigned(_ entries: [Entry], _ author: AuthorID) -> Bool {
        guard let last = entries.last else { return false }
        return last.signed.signature == signature(author, last.signed.delta.ordinal, last.hash)
    }

    private mutating func store(_ chain: [Entry]) -> (RunOutcome, ForkProof?) {
        for index in branches.indices {
            let common = Self.common(branches[index], chain)
            if common == chain.count, let last = branches[index].last,
                let head = head(endingIn: last.hash)
            {
                return (.duplicate(head), nil)
            }
            if common == branches[index].count {
                branches[index] = chain
                guard let last = chain.last, let head = head(endingIn: last.hash) else {
                    return (.refused("no head"), nil)
                }
                return (.applied(head), nil)
            }
        }
        let proof = proof(of: chain)
        branches.append(chain)
        guard let last = chain.last, let head = head(endingIn: last.hash) else {
            return (.refused("no head"), nil)
        }
        return (.forked(head), proof)
    }

    private func proof(of chain: [Entry]) -> ForkProof? {
        let common = Self.common(branches[0], chain)
        guard common < branches[0].count, common < chain.count,
            let introduction = chain[0].signed.delta.introduction
        else { return nil }
        let heads = [branches[0][common], chain[common]].map { entry in
            ForkProof.SignedHead(
                sequence: entry.signed.delta.lastSequence, hash: entry.hash,
                signature: entry.signed.signature ?? [])
        }
        return ForkProof(
            author: author, introduction: introduction, ordinal: UInt64(common) + 1, heads[0],
            heads[1])
    }
}

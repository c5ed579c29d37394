package import CRDT

/// What two replicas compare: equal contents mean that neither lacks a delta or a proof.
package struct SummaryDigest: Hashable, Sendable {
    /// A hash over heads and fork proofs.
    package var contents: Tag128
    /// The first half of the state fingerprint, which equal contents must make equal.
    package var fingerprint: Tag128
    /// How many blobs are wanted.
    package var wantCount: UInt64

    /// A digest of the given parts.
    package init(contents: Tag128, fingerprint: Tag128, wantCount: UInt64) {
        self.contents = contents
        self.fingerprint = fingerprint
        self.wantCount = wantCount
    }

    /// Hashes a summary, independent of which branch of a forked log came first here.
    package init(_ summary: StoreSummary, hash: ([UInt8]) -> Hash256) {
        var writer = ByteWriter(capacity: 64 + summary.frontier.heads.count * 60)
        writer.text("nexstage/summary/1")
        let heads = summary.frontier.heads.sorted {
            $0.author != $1.author ? $0.author < $1.author : $0.hash < $1.hash
        }
        writer.integer(UInt64(heads.count))
        for head in heads {
            writer.identifier(head.author)
            writer.integer(head.ordinal)
            writer.identifier(head.hash)
        }
        let proofs = summary.proofs.sorted(by: Self.inOrder)
        writer.integer(UInt64(proofs.count))
        for proof in proofs {
            writer.identifier(proof.author)
            writer.integer(proof.ordinal)
            writer.identifier(proof.first.hash)
            writer.identifier(proof.second.hash)
        }
        let contents = hash(writer.bytes).words
        let fingerprint = summary.fingerprint.words
        self.init(
            contents: Tag128(high: contents.0, low: contents.1),
            fingerprint: Tag128(high: fingerprint.0, low: fingerprint.1),
            wantCount: UInt64(max(summary.wantCount, 0)))
    }

    private static func inOrder(_ one: ForkProof, _ other: ForkProof) -> Bool {
        if one.author != other.author { return one.author < other.author }
        if one.ordinal != other.ordinal { return one.ordinal < other.ordinal }
        if one.first.hash != other.first.hash { return one.first.hash < other.first.hash }
        return one.second.hash < other.second.hash
    }
}

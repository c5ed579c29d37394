import CRDT

/// Requests and their answers.
extension Message {
    static func need(_ reader: inout ByteReader) throws(CodecError) -> Need {
        let id = try reader.integer()
        let creditBytes = try reader.integer()
        let count = try reader.count(maximum: GossipLimits.needEntriesMaximum, of: "logs")
        var entries: [Need.Entry] = []
        entries.reserveCapacity(count)
        for _ in 0..<count { entries.append(try needEntry(&reader)) }
        return Need(id: id, creditBytes: creditBytes, entries: entries)
    }

    private static func needEntry(
        _ reader: inout ByteReader
    ) throws(CodecError) -> Need.Entry {
        let flags = try reader.byte()
        guard flags <= 1 else { throw .badValue("a request's flags") }
        let author: AuthorID = try reader.identifier()
        let branch: Hash256? = flags == 0 ? nil : try reader.identifier()
        let count = try reader.count(
            maximum: GossipLimits.needPositionsMaximum, of: "positions")
        var positions: [Need.Position] = []
        for _ in 0..<count {
            let flags = try reader.byte()
            guard flags <= 1 else { throw .badValue("a position's flags") }
            let ordinal = try reader.integer()
            let hash: Hash256? = flags == 0 ? nil : try reader.identifier()
            positions.append(Need.Position(ordinal: ordinal, hash: hash))
        }
        return Need.Entry(key: LogKey(author: author, branch: branch), positions: positions)
    }

    static func runAnswer(_ reader: inout ByteReader) throws(CodecError) -> RunAnswer {
        let id = try reader.integer()
        let count = try reader.count(maximum: GossipLimits.needEntriesMaximum, of: "logs")
        var items: [RunAnswer.Item] = []
        items.reserveCapacity(count)
        for _ in 0..<count {
            let entry = try reader.integer(maximum: UInt64(GossipLimits.needEntriesMaximum))
            if let last = items.last, last.entry >= entry { throw .notCanonical("the answers") }
            let content: RunAnswer.Content
            switch try reader.byte() {
            case 0:
                content = .run(
                    try reader.counted(maximum: Limits.runBytesMaximum, of: "bytes in a run"))
            case 1: content = .upToDate
            case 2: content = .unknown
            default: throw .badValue("an answer's kind")
            }
            items.append(RunAnswer.Item(entry: entry, content: content))
        }
        return RunAnswer(id: id, items: items)
    }

    static func want(_ reader: inout ByteReader) throws(CodecError) -> Message {
        let id = try reader.integer()
        let creditBytes = try reader.integer()
        let count = try reader.count(maximum: GossipLimits.wantsPerFrameMaximum, of: "blobs")
        var commitments: [Hash256] = []
        commitments.reserveCapacity(count)
        for _ in 0..<count { commitments.append(try reader.identifier()) }
        return .want(id: id, creditBytes: creditBytes, commitments: commitments)
    }

    static func blobs(_ reader: inout ByteReader) throws(CodecError) -> Message {
        let id = try reader.integer()
        let count = try reader.count(maximum: GossipLimits.wantsPerFrameMaximum, of: "blobs")
        var blobs: [[UInt8]] = []
        blobs.reserveCapacity(count)
        for _ in 0..<count {
            blobs.append(
                try reader.counted(maximum: Limits.blobBytesMaximum, of: "bytes in a blob"))
        }
        return .blobs(id: id, blobs: blobs)
    }

    static func proofs(_ reader: inout ByteReader) throws(CodecError) -> [ForkProof] {
        let count = try reader.count(maximum: GossipLimits.proofsPerFrameMaximum, of: "proofs")
        var proofs: [ForkProof] = []
        for _ in 0..<count {
            let author: AuthorID = try reader.identifier()
            let device: DeviceKey = try reader.identifier()
            let nonce: Tag128 = try reader.identifier()
            let ordinal = try reader.integer()
            let first = try signedHead(&reader)
            let second = try signedHead(&reader)
            guard first.hash < second.hash else { throw .notCanonical("a fork proof") }
            proofs.append(
                ForkProof(
                    author: author,
                    introduction: Delta.Introduction(device: device, nonce: nonce),
                    ordinal: ordinal, first, second))
        }
        return proofs
    }

    private static func signedHead(
        _ reader: inout ByteReader
    ) throws(CodecError) -> ForkProof.SignedHead {
        ForkProof.SignedHead(
            sequence: try reader.integer(), hash: try reader.identifier(),
            signature: Array(try reader.raw(64)))
    }
}

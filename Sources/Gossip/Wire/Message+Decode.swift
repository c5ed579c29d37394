package import CRDT

extension Message {
    /// Reads a frame's message.
    ///
    /// - Throws: ``CodecError`` for anything but the one canonical form of a message.
    package init(_ frame: Frame) throws(CodecError) {
        guard let kind = MessageKind(rawValue: frame.kind) else {
            guard frame.kind >= MessageKind.unknownMinimum else {
                throw .badValue("a frame's kind")
            }
            self = .skipped(kind: frame.kind)
            return
        }
        var reader = ByteReader(frame.body)
        self = try Self.read(kind, from: &reader)
        try reader.finish()
    }

    private static func read(
        _ kind: MessageKind, from reader: inout ByteReader
    ) throws(CodecError) -> Message {
        switch kind {
        case .hello: return .hello(try hello(&reader))
        case .ready: return .ready(try tokens(&reader))
        case .digest: return try digest(&reader)
        case .frontier:
            let isLast = try flag(&reader)
            return .frontier(try heads(&reader), isLast: isLast)
        case .need: return .need(try need(&reader))
        case .runs: return .runs(try runAnswer(&reader))
        case .push: return .push(try pushedRuns(&reader))
        case .have: return .have(try heads(&reader))
        case .want: return try want(&reader)
        case .blobs: return try blobs(&reader)
        case .proofs: return .proofs(try proofs(&reader))
        case .ping: return .ping(id: try reader.integer())
        case .pong:
            return .pong(id: try reader.integer(), wallMilliseconds: try reader.integer())
        case .goodbye:
            // A reason that a later version added is none that this one knows.
            let reason = GoodbyeReason(rawValue: try reader.byte()) ?? .unspecified
            let text = try reader.text(
                maximum: GossipLimits.goodbyeTextBytesMaximum, allowEmpty: true)
            return .goodbye(reason, text: text)
        case .join: return .join(Array(try reader.raw(reader.remaining)))
        case .joinReply: return .joinReply(Array(try reader.raw(reader.remaining)))
        case .prune: return .prune
        case .graft: return .graft
        }
    }

    private static func flag(_ reader: inout ByteReader) throws(CodecError) -> Bool {
        switch try reader.byte() {
        case 0: return false
        case 1: return true
        default: throw .badValue("a flag")
        }
    }

    private static func hello(_ reader: inout ByteReader) throws(CodecError) -> Hello {
        let version = try reader.integer()
        guard version == GossipLimits.protocolVersion else { throw .unknownVersion(version) }
        let nonce: Tag128 = try reader.identifier()
        let device: DeviceKey = try reader.identifier()
        let instance: Tag128 = try reader.identifier()
        let name = try reader.text(maximum: GossipLimits.nameBytesMaximum, allowEmpty: true)
        return Hello(
            version: version, nonce: nonce,
            peer: PeerIdentity(device: device, instance: instance, name: name))
    }

    private static func tokens(_ reader: inout ByteReader) throws(CodecError) -> [Tag128] {
        let count = try reader.count(maximum: GossipLimits.tokensMaximum, of: "spaces")
        var tokens: [Tag128] = []
        for _ in 0..<count { tokens.append(try reader.identifier()) }
        return tokens
    }

    private static func digest(_ reader: inout ByteReader) throws(CodecError) -> Message {
        let isAnswer = try flag(&reader)
        let contents: Tag128 = try reader.identifier()
        let fingerprint: Tag128 = try reader.identifier()
        let digest = SummaryDigest(
            contents: contents, fingerprint: fingerprint, wantCount: try reader.integer())
        return .digest(digest, isAnswer: isAnswer)
    }

    private static func heads(_ reader: inout ByteReader) throws(CodecError) -> [KnownHead] {
        let count = try reader.count(maximum: GossipLimits.headsPerFrameMaximum, of: "heads")
        var heads: [KnownHead] = []
        heads.reserveCapacity(count)
        for _ in 0..<count {
            let head = try head(&reader)
            if let last = heads.last, last.key >= head.key { throw .notCanonical("the heads") }
            heads.append(head)
        }
        return heads
    }

    private static func head(_ reader: inout ByteReader) throws(CodecError) -> KnownHead {
        let flags = try reader.byte()
        guard flags <= 3 else { throw .badValue("a head's flags") }
        let author: AuthorID = try reader.identifier()
        let branch: Hash256? = flags & 1 == 0 ? nil : try reader.identifier()
        let ordinal = try reader.integer()
        let sequence = try reader.integer()
        guard ordinal >= 1, sequence >= ordinal else { throw .badValue("a head's position") }
        let hash: Hash256? = flags & 2 == 0 ? nil : try reader.identifier()
        return KnownHead(
            key: LogKey(author: author, branch: branch), ordinal: ordinal, sequence: sequence,
            hash: hash)
    }

    private static func pushedRuns(
        _ reader: inout ByteReader
    ) throws(CodecError) -> [PushedRun] {
        let count = try reader.count(maximum: GossipLimits.pushRunsMaximum, of: "runs")
        var runs: [PushedRun] = []
        for _ in 0..<count {
            let branch: Hash256? = try flag(&reader) ? try reader.identifier() : nil
            let run = try reader.counted(
                maximum: Limits.runBytesMaximum, of: "bytes in a run")
            runs.append(PushedRun(branch: branch, run: run))
        }
        return runs
    }
}

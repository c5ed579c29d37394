import CRDT

extension Message {
    /// The message as the bytes of one frame.
    package var frame: [UInt8] {
        var writer = ByteWriter()
        let kind = write(into: &writer)
        return Frame(kind: kind.rawValue, body: writer.bytes).bytes
    }

    private func write(into writer: inout ByteWriter) -> MessageKind {
        switch self {
        case .hello(let hello):
            Self.write(hello, into: &writer)
            return .hello
        case .ready(let tokens):
            writer.integer(UInt64(tokens.count))
            for token in tokens { writer.identifier(token) }
            return .ready
        case .digest(let digest, let isAnswer):
            writer.byte(isAnswer ? 1 : 0)
            writer.identifier(digest.contents)
            writer.identifier(digest.fingerprint)
            writer.integer(min(digest.wantCount, Limits.integerMaximum))
            return .digest
        case .ping(let id):
            writer.integer(id)
            return .ping
        case .pong(let id, let wallMilliseconds):
            writer.integer(id)
            writer.integer(min(wallMilliseconds, Limits.integerMaximum))
            return .pong
        case .goodbye(let reason, let text):
            writer.byte(reason.rawValue)
            writer.text(Self.clipped(text, maximum: GossipLimits.goodbyeTextBytesMaximum))
            return .goodbye
        case .prune: return .prune
        case .graft: return .graft
        case .frontier, .have, .need, .runs, .push, .want, .blobs, .proofs, .join, .joinReply,
            .skipped:
            return writeContent(into: &writer)
        }
    }

    /// Writes the messages about logs.
    private func writeContent(into writer: inout ByteWriter) -> MessageKind {
        switch self {
        case .frontier(let heads, let isLast):
            writer.byte(isLast ? 1 : 0)
            Self.write(heads, into: &writer)
            return .frontier
        case .have(let heads):
            Self.write(heads, into: &writer)
            return .have
        case .need(let need):
            Self.write(need, into: &writer)
            return .need
        case .runs(let answer):
            Self.write(answer, into: &writer)
            return .runs
        case .push(let runs):
            writer.integer(UInt64(runs.count))
            for pushed in runs { Self.write(pushed, into: &writer) }
            return .push
        case .hello, .ready, .digest, .want, .blobs, .proofs, .ping, .pong, .goodbye, .join,
            .joinReply, .prune, .graft, .skipped:
            return writeOthers(into: &writer)
        }
    }

    /// Writes what travels beside the logs.
    private func writeOthers(into writer: inout ByteWriter) -> MessageKind {
        switch self {
        case .want(let id, let creditBytes, let commitments):
            writer.integer(id)
            writer.integer(creditBytes)
            writer.integer(UInt64(commitments.count))
            for commitment in commitments { writer.identifier(commitment) }
            return .want
        case .blobs(let id, let blobs):
            writer.integer(id)
            writer.integer(UInt64(blobs.count))
            for blob in blobs { writer.counted(blob) }
            return .blobs
        case .proofs(let proofs):
            writer.integer(UInt64(proofs.count))
            for proof in proofs { Self.write(proof, into: &writer) }
            return .proofs
        case .joinReply(let bytes):
            writer.raw(bytes)
            return .joinReply
        case .join(let bytes):
            writer.raw(bytes)
            return .join
        case .hello, .ready, .digest, .frontier, .have, .need, .runs, .push, .ping, .pong,
            .goodbye, .prune, .graft, .skipped:
            // Skipped kinds are only ever received; an empty goodbye says nothing.
            writer.byte(GoodbyeReason.unspecified.rawValue)
            writer.text("")
            return .goodbye
        }
    }

    private static func write(_ hello: Hello, into writer: inout ByteWriter) {
        writer.integer(hello.version)
        writer.identifier(hello.nonce)
        writer.identifier(hello.peer.device)
        writer.identifier(hello.peer.instance)
        writer.text(clipped(hello.peer.name, maximum: GossipLimits.nameBytesMaximum))
    }

    private static func write(_ heads: [KnownHead], into writer: inout ByteWriter) {
        writer.integer(UInt64(heads.count))
        for head in heads {
            writer.byte((head.key.branch == nil ? 0 : 1) | (head.hash == nil ? 0 : 2))
            writer.identifier(head.key.author)
            if let branch = head.key.branch { writer.identifier(branch) }
            writer.integer(head.ordinal)
            writer.integer(head.sequence)
            if let hash = head.hash { writer.identifier(hash) }
        }
    }

    private static func write(_ need: Need, into writer: inout ByteWriter) {
        writer.integer(need.id)
        writer.integer(need.creditBytes)
        writer.integer(UInt64(need.entries.count))
        for entry in need.entries {
            writer.byte(entry.key.branch == nil ? 0 : 1)
            writer.identifier(entry.key.author)
            if let branch = entry.key.branch { writer.identifier(branch) }
            writer.integer(UInt64(entry.positions.count))
            for position in entry.positions {
                writer.byte(position.hash == nil ? 0 : 1)
                writer.integer(position.ordinal)
                if let hash = position.hash { writer.identifier(hash) }
            }
        }
    }

    private static func write(_ answer: RunAnswer, into writer: inout ByteWriter) {
        writer.integer(answer.id)
        writer.integer(UInt64(answer.items.count))
        for item in answer.items {
            writer.integer(item.entry)
            switch item.content {
            case .run(let run):
                writer.byte(0)
                writer.counted(run)
            case .upToDate: writer.byte(1)
            case .unknown: writer.byte(2)
            }
        }
    }

    private static func write(_ pushed: PushedRun, into writer: inout ByteWriter) {
        writer.byte(pushed.branch == nil ? 0 : 1)
        if let branch = pushed.branch { writer.identifier(branch) }
        writer.counted(pushed.run)
    }

    private static func write(_ proof: ForkProof, into writer: inout ByteWriter) {
        writer.identifier(proof.author)
        writer.identifier(proof.introduction.device)
        writer.identifier(proof.introduction.nonce)
        writer.integer(proof.ordinal)
        for head in [proof.first, proof.second] {
            writer.integer(head.sequence)
            writer.identifier(head.hash)
            writer.raw(head.signature)
        }
    }

    /// The longest beginning of whole characters that fits.
    private static func clipped(_ text: String, maximum: Int) -> String {
        var text = text
        while text.utf8.count > maximum { text.removeLast() }
        return text
    }
}

/// Finds the frames in a stream that comes in pieces of any size, and holds at most one of them.
///
/// A length is judged as soon as its five bytes are there, and no room is reserved for bytes that
/// haven't come: a peer that announces a megabyte and sends nothing costs nothing.
package struct FrameDecoder: Sendable {
    /// Whether the stricter limits of the greeting hold.
    package var isGreeting = true
    private var head: [UInt8] = []
    private var body: [UInt8] = []
    private var bodyCount = 0

    /// Starts between frames.
    package init() {}

    /// Whether a frame has begun and not ended.
    package var isMidFrame: Bool { !head.isEmpty }

    /// How many bytes are held.
    package var bufferedBytes: Int { head.count + body.count }

    /// Takes bytes off the front of `input` until a frame ends.
    ///
    /// - Returns: the frame; nil once `input` is used up.
    /// - Throws: ``FrameError``; the stream can't be read on after that.
    package mutating func next(
        _ input: inout ArraySlice<UInt8>
    ) throws(FrameError) -> Frame? {
        if head.count < Frame.headBytes {
            while head.count < Frame.headBytes {
                guard let byte = input.popFirst() else { return nil }
                head.append(byte)
                if head.count == 4 { try checkLength() }
            }
            try checkKind()
        }
        let taken = input.prefix(bodyCount - body.count)
        body.append(contentsOf: taken)
        input = input.dropFirst(taken.count)
        guard body.count == bodyCount else { return nil }
        defer {
            head = []
            body = []
        }
        return Frame(kind: head[4], body: body)
    }

    private var length: Int { head.prefix(4).reduce(0) { $0 << 8 | Int($1) } }

    /// The kind isn't known yet: what no kind allows is refused without waiting for it.
    private mutating func checkLength() throws(FrameError) {
        let length = length
        guard length >= 1 else { throw .empty }
        guard length <= GossipLimits.frameBytesMaximum else {
            throw .tooLong(kind: 0, bytes: length)
        }
        bodyCount = length - 1
    }

    private func checkKind() throws(FrameError) {
        let kind = head[4]
        let maximum: Int
        switch MessageKind(rawValue: kind) {
        case .join, .joinReply: maximum = GossipLimits.joinFrameBytesMaximum
        case .hello, .ready, .digest, .frontier, .need, .runs, .push, .have, .want, .blobs,
            .proofs, .ping, .pong, .goodbye, .prune, .graft, nil:
            maximum =
                isGreeting
                ? GossipLimits.greetingFrameBytesMaximum : GossipLimits.frameBytesMaximum
        }
        guard length <= maximum else { throw .tooLong(kind: kind, bytes: length) }
    }
}

import Gossip
import NIOCore

/// Sends one request to join and waits for its answer.
final class JoinHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let request: [UInt8]
    private let promise: EventLoopPromise<[UInt8]>
    private var decoder = FrameDecoder()

    init(request: [UInt8], promise: EventLoopPromise<[UInt8]>) {
        self.request = request
        self.promise = promise
    }

    func channelActive(context: ChannelHandlerContext) {
        let frame = ByteBuffer(bytes: Message.join(request).frame)
        context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var input = Array(buffer: unwrapInboundIn(data))[...]
        do {
            while let frame = try decoder.next(&input) { receive(try Message(frame)) }
        } catch {
            refuse("something that isn't this protocol")
        }
    }

    private func receive(_ message: Message) {
        switch message {
        case .joinReply(let bytes): promise.succeed(bytes)
        case .goodbye(_, let text): refuse(text)
        case .skipped: break
        case .hello, .ready, .digest, .frontier, .need, .runs, .push, .have, .want, .blobs,
            .proofs, .ping, .pong, .join, .prune, .graft:
            refuse("something else than an answer")
        }
    }

    private func refuse(_ what: String) {
        promise.fail(TransportError(.refused, "The request to join was answered with: \(what)"))
    }

    func channelInactive(context: ChannelHandlerContext) {
        promise.fail(
            TransportError(.refused, "The connection was closed before the answer came."))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(TransportError(.refused, "The connection broke: \(error)."))
        context.close(promise: nil)
    }
}

import NIOCore

/// Tells a connection what happens on one of its two channels.
final class RelayHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// The direction of the bytes that this channel reads.
    private let direction: LinkDirection
    /// Let go when the channel closes, which breaks the cycle.
    private var connection: RelayConnection?

    init(sourceOf direction: LinkDirection, connection: RelayConnection) {
        self.direction = direction
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        connection?.received(unwrapInboundIn(data), from: direction)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        connection?.readCompleted(direction)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard let event = event as? ChannelEvent, case .inputClosed = event else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        connection?.inputEnded(direction)
    }

    func channelInactive(context: ChannelHandlerContext) {
        let closed = connection
        connection = nil
        closed?.channelClosed(sourceOf: direction)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Whatever the socket's error is, the connection is over; channelInactive does the rest.
        context.close(promise: nil)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        connection = nil
    }
}

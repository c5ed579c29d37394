import Gossip
import NIOCore

/// Passes one connection's bytes to the node's core; decides nothing.
final class LinkHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let core: NodeCore
    private let id: LinkID

    init(core: NodeCore, id: LinkID) {
        self.core = core
        self.id = id
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        core.receive(.bytes(id, Array(buffer: unwrapInboundIn(data))))
    }

    func channelInactive(context: ChannelHandlerContext) {
        core.disconnected(id)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

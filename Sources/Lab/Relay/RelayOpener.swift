import NIOCore

/// Waits on an accepted channel until it is active, and then gives it to its link.
final class RelayOpener: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let link: RelayLink

    init(link: RelayLink) {
        self.link = link
    }

    func channelActive(context: ChannelHandlerContext) {
        guard let connection = link.accept(context.channel) else { return }
        let handler = RelayHandler(sourceOf: .towardsTarget, connection: connection)
        do {
            try context.pipeline.syncOperations.addHandler(handler)
        } catch {
            connection.reset()
            return
        }
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
        connection.pump()
    }
}

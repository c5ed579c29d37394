import Gossip
import NIOCore
import NIOPosix

/// A plain TCP client that keeps what it is sent.
final class RawClient: Sendable {
    private final class Inbox: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private(set) var bytes: [UInt8] = []

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            bytes += Array(buffer: unwrapInboundIn(data))
        }
    }

    private let channel: any Channel
    private let inbox: NIOLoopBound<Inbox>

    private init(channel: any Channel, inbox: NIOLoopBound<Inbox>) {
        self.channel = channel
        self.inbox = inbox
    }

    static func connect(to address: PeerAddress) async throws -> RawClient {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let inbox = try await loop.submit { NIOLoopBound(Inbox(), eventLoop: loop) }.get()
        let channel = try await ClientBootstrap(group: loop).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(inbox.value)
            }
        }.connect(host: address.host, port: Int(address.port)).get()
        return RawClient(channel: channel, inbox: inbox)
    }

    func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    var isOpen: Bool { channel.isActive }

    /// The messages so far.
    func messages() async throws -> [Message] {
        let inbox = inbox
        let bytes = try await channel.eventLoop.submit { inbox.value.bytes }.get()
        var decoder = FrameDecoder()
        decoder.isGreeting = false
        var input = bytes[...]
        var messages: [Message] = []
        while let frame = try decoder.next(&input) { messages.append(try Message(frame)) }
        return messages
    }

    func close() async { try? await channel.close() }
}

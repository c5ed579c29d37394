import Lab
import NIOCore
import NIOPosix

/// A listener on loopback which keeps every connection that it accepts, in order.
final class LoopbackServer: Sendable {
    enum Mode {
        /// Collects what arrives.
        case collecting
        /// Collects it and sends it back.
        case echoing
        /// Does not read until told.
        case deaf
    }

    let address: LinkAddress
    private let channel: any Channel
    private let accepted: AsyncStream<LoopbackPeer>

    private init(channel: any Channel, port: Int, accepted: AsyncStream<LoopbackPeer>) {
        self.channel = channel
        self.accepted = accepted
        address = LinkAddress(host: "127.0.0.1", port: port)
    }

    static func start(_ mode: Mode) async throws -> LoopbackServer {
        let (stream, continuation) = AsyncStream.makeStream(of: LoopbackPeer.self)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.autoRead, value: mode != .deaf)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let inbox = LoopbackInbox(
                        loop: channel.eventLoop, isEchoing: mode == .echoing)
                    try channel.pipeline.syncOperations.addHandler(inbox)
                    continuation.yield(LoopbackPeer(channel: channel, inbox: inbox))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return LoopbackServer(
            channel: channel, port: channel.localAddress?.port ?? 0, accepted: stream)
    }

    /// The next connection; the suite's time limit bounds the wait.
    func nextPeer() async throws -> LoopbackPeer {
        for await peer in accepted { return peer }
        throw CancellationError()
    }

    /// Returns when the port is closed, even if it was before.
    func stop() async throws {
        channel.close(promise: nil)
        try await channel.closeFuture.get()
    }
}

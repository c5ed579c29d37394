import Glibc
import NIOCore
import NIOPosix

/// One end of a TCP connection on loopback, whose waits are bounded in time.
final class LoopbackPeer: Sendable {
    private let channel: any Channel
    private let inbox: NIOLoopBound<LoopbackInbox>

    /// On the channel's loop only.
    init(channel: any Channel, inbox: LoopbackInbox) {
        self.channel = channel
        self.inbox = NIOLoopBound(inbox, eventLoop: channel.eventLoop)
    }

    static func connect(host: String, port: Int) async throws -> LoopbackPeer {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        LoopbackInbox(loop: channel.eventLoop, isEchoing: false))
                }
            }
            .connect(host: host, port: port).get()
        return try await channel.eventLoop.submit {
            let inbox = try channel.pipeline.syncOperations.handler(type: LoopbackInbox.self)
            return LoopbackPeer(channel: channel, inbox: inbox)
        }.get()
    }

    /// Returns when the kernel has taken the bytes.
    func send(_ bytes: [UInt8]) async throws {
        try await startSending(bytes).get()
    }

    func startSending(_ bytes: [UInt8]) -> EventLoopFuture<Void> {
        channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    /// Everything that has arrived, once it is at least so much.
    func receive(atLeast count: Int) async throws -> [UInt8] {
        let inbox = self.inbox
        return try await channel.eventLoop.flatSubmit { inbox.value.wait(.bytes(count)) }.get()
    }

    /// Everything that has arrived, once the other end has ended its stream or is gone.
    func receiveAll() async throws -> [UInt8] {
        let inbox = self.inbox
        return try await channel.eventLoop.flatSubmit { inbox.value.wait(.end) }.get()
    }

    /// How much has arrived by now.
    func receivedCount() async throws -> Int {
        let inbox = self.inbox
        return try await channel.eventLoop.submit { inbox.value.receivedCount }.get()
    }

    func startReading() async throws {
        try await channel.setOption(.autoRead, value: true).get()
    }

    /// Ends this end's stream; the other direction stays open.
    func endStream() async throws {
        try await channel.close(mode: .output)
    }

    /// Goes away without an end of stream, as a crashed machine's kernel would answer.
    func reset() async throws {
        let abandonAtOnce = linger(l_onoff: 1, l_linger: 0)
        try await (channel as? any SocketOptionProvider)?.setSoLinger(abandonAtOnce).get()
        try await channel.close()
    }
}

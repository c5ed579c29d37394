import Glibc
import NIOCore
import NIOPosix

/// One client's connection through a link: the accepted channel, the one to the target, two pipes.
///
/// Lives on the relay's event loop. It is kept by its link until it has closed.
final class RelayConnection {
    private let link: RelayLink
    private let client: any Channel
    private var target: (any Channel)?
    private var pipes: PerDirection<RelayPipe>?
    private var isConnecting = false
    private var isClosed = false

    init(seed: UInt64, client: any Channel, link: RelayLink) {
        self.client = client
        self.link = link
        let towards = RelayPipe(
            direction: .towardsTarget, seed: seed, link: link, connection: self)
        let from = RelayPipe(direction: .fromTarget, seed: seed, link: link, connection: self)
        pipes = PerDirection(towardsTarget: towards, fromTarget: from)
        towards.attach(source: client)
        from.attach(sink: client)
    }

    /// Connects to the target unless the link is cut, and lets both pipes move what may move.
    func pump() {
        guard !isClosed else { return }
        if target == nil, !isConnecting, link.cut == nil { connect() }
        pipes?.towardsTarget.pump()
        pipes?.fromTarget.pump()
    }

    func received(_ bytes: ByteBuffer, from direction: LinkDirection) {
        pipes?[direction].received(bytes)
    }

    func readCompleted(_ direction: LinkDirection) {
        pipes?[direction].readCompleted()
    }

    func inputEnded(_ direction: LinkDirection) {
        pipes?[direction].ended(abruptly: false)
    }

    /// The channel that is the source of this direction, and the sink of the other, is gone.
    func channelClosed(sourceOf direction: LinkDirection) {
        guard !isClosed else { return }
        pipes?[direction.opposite].discard()
        pipes?[direction].ended(abruptly: true)
        pipeFinished()
    }

    /// Closes both channels once both directions have ended.
    func pipeFinished() {
        guard let pipes, pipes.towardsTarget.isFinished, pipes.fromTarget.isFinished else { return }
        close { $0.close(promise: nil) }
    }

    /// Ends both sides at once, as a broken line or a crash would: what waits is lost.
    func reset() {
        close { Self.reset($0) }
    }

    private func close(_ closeChannel: (any Channel) -> Void) {
        guard !isClosed else { return }
        isClosed = true
        pipes?.towardsTarget.discard()
        pipes?.fromTarget.discard()
        closeChannel(client)
        if let target { closeChannel(target) }
        link.connectionClosed(self)
    }

    private func connect() {
        isConnecting = true
        let bootstrap = ClientBootstrap(group: link.loop)
            .connectTimeout(.milliseconds(Int64(RelayLimits.connectMillisecondsMax)))
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .channelOption(
                .socketOption(.so_rcvbuf), value: RelayLimits.receiveBufferBytes
            )
            .channelOption(.autoRead, value: false)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.maxMessagesPerRead, value: 1)
            .channelOption(.recvAllocator, value: RelayLink.readAllocator)
        let address = link.target
        let connected =
            if let literal = try? SocketAddress(ipAddress: address.host, port: address.port) {
                bootstrap.connect(to: literal)
            } else {
                bootstrap.connect(host: address.host, port: address.port)
            }
        connected.assumeIsolated().whenComplete { self.connectCompleted($0) }
    }

    private func connectCompleted(_ result: Result<any Channel, any Error>) {
        isConnecting = false
        switch result {
        case .success(let channel):
            guard !isClosed else {
                Self.reset(channel)
                return
            }
            attach(target: channel)
        case .failure:
            guard !isClosed else { return }
            link.statistics.connectFailures += 1
            reset()
        }
    }

    /// Adopts the channel that won; with a host of several addresses, others were tried too.
    private func attach(target channel: any Channel) {
        target = channel
        do {
            let handler = RelayHandler(sourceOf: .fromTarget, connection: self)
            try channel.pipeline.syncOperations.addHandler(handler)
        } catch {
            reset()
            return
        }
        pipes?.fromTarget.attach(source: channel)
        pipes?.towardsTarget.attach(sink: channel)
    }

    /// Closes a channel with a TCP reset, not with an orderly end of stream.
    static func reset(_ channel: any Channel) {
        let abandonAtOnce = linger(l_onoff: 1, l_linger: 0)
        // On the loop the option is set before the call returns; if it fails, a plain close follows.
        _ = (channel as? any SocketOptionProvider)?.setSoLinger(abandonAtOnce)
        channel.close(promise: nil)
    }
}

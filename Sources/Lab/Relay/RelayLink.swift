import NIOCore
import NIOPosix
import Randomness

/// One link: its listening port, its faults, its connections and its counters.
///
/// Lives on the relay's event loop.
final class RelayLink {
    static let readAllocator = FixedSizeRecvByteBufferAllocator(capacity: RelayLimits.readBytesMax)

    let name: String
    let loop: any EventLoop
    private let seed: UInt64
    /// Where new connections lead.
    var target: LinkAddress

    private(set) var cut: CutMode?
    private(set) var faults = PerDirection(towardsTarget: LinkFaults(), fromTarget: LinkFaults())
    var pacers = PerDirection(towardsTarget: LinkPacer(), fromTarget: LinkPacer())
    var statistics: LinkStatistics

    private var listener: (any Channel)?
    /// In the order in which they were accepted.
    private var connections: [RelayConnection] = []
    private var isStopped = false

    init(name: String, target: LinkAddress, seed: UInt64, loop: any EventLoop) {
        self.name = name
        self.target = target
        self.seed = seed
        self.loop = loop
        statistics = LinkStatistics(name: name)
    }

    /// Opens the listening port on loopback; the port is the kernel's choice.
    func listen() -> EventLoopFuture<LinkAddress> {
        let bound = NIOLoopBound(self, eventLoop: loop)
        return ServerBootstrap(group: loop)
            .serverChannelOption(.backlog, value: CInt(RelayLimits.listenBacklog))
            .serverChannelOption(
                // Accepted sockets inherit it, which is the only way to have it from their start.
                .socketOption(.so_rcvbuf), value: RelayLimits.receiveBufferBytes
            )
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelOption(.recvAllocator, value: Self.readAllocator)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let opener = RelayOpener(link: bound.value)
                    try channel.pipeline.syncOperations.addHandler(opener)
                }
            }
            .bind(host: Relay.loopback, port: 0)
            .assumeIsolated().flatMapThrowing { channel in
                guard let port = channel.localAddress?.port else {
                    channel.close(promise: nil)
                    throw RelayError.listenFailed(reason: "the socket has no port")
                }
                self.listener = channel
                if self.isStopped { channel.close(promise: nil) }
                return LinkAddress(host: Relay.loopback, port: port)
            }.nonisolated()
    }

    /// Takes over a channel that has just been accepted; returns nil if it was refused.
    func accept(_ client: any Channel) -> RelayConnection? {
        let ordinal = statistics.connections
        statistics.connections += 1
        guard !isStopped, cut != .close, connections.count < RelayLimits.connectionsPerLinkMax
        else {
            statistics.connectionsRefused += 1
            RelayConnection.reset(client)
            return nil
        }
        let connectionSeed = SeededGenerator.derivedSeed(seed, UInt64(ordinal))
        let connection = RelayConnection(seed: connectionSeed, client: client, link: self)
        connections.append(connection)
        statistics.connectionsOpen = connections.count
        return connection
    }

    func connectionClosed(_ connection: RelayConnection) {
        connections.removeAll { $0 === connection }
        statistics.connectionsOpen = connections.count
    }

    func isBlocked(_ direction: LinkDirection) -> Bool {
        cut != nil || faults[direction].isBlocked
    }

    func cut(_ mode: CutMode) {
        cut = mode
        guard mode == .close else { return }
        for connection in connections { connection.reset() }
    }

    /// Undoes a cut and blocked directions; the other faults stay.
    func heal() {
        cut = nil
        change(nil) { $0.isBlocked = false }
    }

    /// Changes the faults of one direction, or of both, and lets move what may move now.
    func change(_ direction: LinkDirection?, _ body: (inout LinkFaults) -> Void) {
        for each in LinkDirection.allCases where direction == nil || direction == each {
            let before = faults[each].bytesPerSecond
            body(&faults[each])
            if faults[each].bytesPerSecond != before { pacers[each].reset() }
        }
        for connection in connections { connection.pump() }
    }

    /// Closes the port and resets all connections; a port that is still opening closes then.
    func stop() {
        isStopped = true
        listener?.close(promise: nil)
        for connection in connections { connection.reset() }
    }
}

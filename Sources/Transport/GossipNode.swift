public import CRDT
public import Gossip
import NIOCore
import NIOPosix

/// A replica on the network: listens, dials, and keeps its store equal with the peers'.
///
/// All decisions are ``Engine``'s. Connections and engine live on one event loop; the store is
/// asked on two threads of its own, one for reading and one for writing.
public final class GossipNode: Sendable {
    /// Peers found and lost, refusals, alarms; the newest 1,024 are kept for a slow reader.
    public let events: AsyncStream<PeerEvent>
    /// Where the node listens, with the real port; nil where it doesn't.
    public let boundAddress: PeerAddress?

    private let core: NIOLoopBound<NodeCore>
    private let server: (any Channel)?
    private let threads: NodeThreads
    private let endOfEvents: @Sendable () -> Void

    private init(
        core: NIOLoopBound<NodeCore>, server: (any Channel)?, threads: NodeThreads,
        events: AsyncStream<PeerEvent>, endOfEvents: @escaping @Sendable () -> Void
    ) {
        self.core = core
        self.server = server
        boundAddress = server.flatMap(Self.address)
        self.threads = threads
        self.events = events
        self.endOfEvents = endOfEvents
    }

    /// Starts a node.
    ///
    /// - Throws: ``TransportError`` where an address isn't allowed or can't be listened on.
    public static func start(
        _ configuration: NodeConfiguration, store: any ReplicaStore
    ) async throws -> GossipNode {
        for address in configuration.peers + [configuration.listenAddress].compactMap(\.self) {
            try NetworkPolicy.check(
                address, allowInsecureNetwork: configuration.allowInsecureNetwork)
        }
        let threads = NodeThreads.start()
        let (events, continuation) = AsyncStream.makeStream(
            of: PeerEvent.self, bufferingPolicy: .bufferingNewest(NodeTimes.eventsMaximum))
        do {
            let core = try await threads.loop.submit {
                NIOLoopBound(
                    NodeCore(configuration: configuration, store: store, threads: threads) {
                        continuation.yield($0)
                    }, eventLoop: threads.loop)
            }.get()
            let server = try await listen(configuration, core: core, loop: threads.loop)
            try await threads.loop.submit { core.value.start() }.get()
            return GossipNode(
                core: core, server: server, threads: threads, events: events,
                endOfEvents: { continuation.finish() })
        } catch {
            continuation.finish()
            await threads.shutDown()
            throw error
        }
    }

    private static func listen(
        _ configuration: NodeConfiguration, core: NIOLoopBound<NodeCore>, loop: any EventLoop
    ) async throws -> (any Channel)? {
        guard let address = configuration.listenAddress else { return nil }
        let bootstrap = ServerBootstrap(group: loop)
            .serverChannelOption(.backlog, value: NodeTimes.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try core.value.accept(channel) }
            }
        do {
            return try await bootstrap.bind(host: address.host, port: Int(address.port)).get()
        } catch {
            throw TransportError(
                .cannotListen,
                "\(address) can't be listened on (\(error)): choose another port or address.")
        }
    }

    private static func address(_ channel: any Channel) -> PeerAddress? {
        guard let local = channel.localAddress, let host = local.ipAddress, let port = local.port
        else { return nil }
        return PeerAddress(host: host, port: UInt16(clamping: port))
    }

    /// Says that something was appended to the store, by this process or another.
    public func notifyLocalChange() {
        let core = core
        threads.loop.execute { core.value.receive(.localChange) }
    }

    /// Stays in contact with one more address.
    public func add(_ address: PeerAddress) {
        let core = core
        threads.loop.execute { core.value.receive(.address(address)) }
    }

    /// The peers in contact, the addresses that don't answer, and who was in contact before.
    public func peers() async -> [PeerStatus] {
        let core = core
        let statuses = try? await threads.loop.submit { core.value.peers() }.get()
        return statuses ?? []
    }

    /// Says goodbye to all peers, closes everything, and ends ``events``.
    ///
    /// Nothing may be called on the node after that.
    public func stop() async {
        try? await server?.close()
        let core = core
        try? await threads.loop.flatSubmit { core.value.stop() }.get()
        await threads.shutDown()
        endOfEvents()
    }
}

import CRDT
import Gossip
import NIOCore
import NIOPosix

/// The engine and its connections, all on one event loop: nothing here is shared or locked.
final class NodeCore {
    private var engine: Engine
    private let configuration: NodeConfiguration
    private let store: any ReplicaStore
    private let threads: NodeThreads
    private var loop: any EventLoop { threads.loop }
    private let report: @Sendable (PeerEvent) -> Void
    private var channels: [LinkID: any Channel] = [:]
    /// What is written once all actions of an event are known: one write a connection.
    private var outgoing: [LinkID: ByteBuffer] = [:]
    private var closing: [LinkID] = []
    private var isHandling = false
    private var waiting: [EngineEvent] = []
    private var accepted: UInt64 = 0
    private var ticker: Scheduled<Void>?
    private var tickAt = NIODeadline.distantFuture
    private var isStopped = false
    private var whenEmpty: EventLoopPromise<Void>?
    /// This object, for closures that run on the loop.
    private var bound: NIOLoopBound<NodeCore> { NIOLoopBound(self, eventLoop: loop) }

    init(
        configuration: NodeConfiguration, store: any ReplicaStore, threads: NodeThreads,
        report: @escaping @Sendable (PeerEvent) -> Void
    ) {
        self.configuration = configuration
        self.store = store
        self.threads = threads
        self.report = report
        let identity = PeerIdentity(
            device: configuration.device, instance: Self.random(), name: configuration.name)
        engine = Engine(
            configuration: EngineConfiguration(
                identity: identity, space: configuration.space, addresses: configuration.peers,
                seed: Self.random().low, hash: configuration.hash),
            now: Self.moment(configuration))
    }

    private static func random() -> Tag128 {
        var generator = SystemRandomNumberGenerator()
        return Tag128(high: generator.next(), low: generator.next())
    }

    private static func moment(_ configuration: NodeConfiguration) -> Moment {
        Moment(
            milliseconds: NIODeadline.now().uptimeNanoseconds / 1_000_000,
            wallMilliseconds: configuration.wallMilliseconds())
    }

    // MARK: - Events

    func start() {
        receive(.start)
        tick()
    }

    func peers() -> [PeerStatus] { engine.peers() }

    /// Gives an event to the engine; one that comes while another is handled waits for its turn.
    func receive(_ event: EngineEvent) {
        waiting.append(event)
        guard !isHandling else { return }
        handle([])
    }

    private func tick() {
        guard !isStopped else { return }
        tickAt = .distantFuture
        handle(engine.tick(now: Self.moment(configuration)))
    }

    /// Sets the next tick, or brings it forward where an event has made it urgent.
    private func scheduleTick() {
        let due = NIODeadline.now() + .milliseconds(Int64(engine.tickMilliseconds))
        guard !isStopped, due < tickAt else { return }
        ticker?.cancel()
        tickAt = due
        let bound = bound
        ticker = loop.scheduleTask(deadline: due) { bound.value.tick() }
    }

    /// Does what the engine says, gives it what has come of that, and writes everything at last.
    private func handle(_ actions: [EngineAction]) {
        isHandling = true
        perform(actions)
        while !waiting.isEmpty {
            let next = waiting.removeFirst()
            perform(engine.receive(next, now: Self.moment(configuration)))
        }
        isHandling = false
        flush()
        scheduleTick()
    }

    func accept(_ channel: any Channel) throws {
        accepted += 1
        let id = LinkID(number: accepted, isOutgoing: false)
        let remote = channel.remoteAddress.map(Self.text) ?? "unknown"
        try connect(channel, id, isDialler: false)
        receive(.accepted(id, remote: remote, nonce: Self.random()))
    }

    func disconnected(_ id: LinkID) {
        channels[id] = nil
        receive(.closed(id))
        if channels.isEmpty { whenEmpty?.succeed() }
    }

    private func connect(_ channel: any Channel, _ id: LinkID, isDialler: Bool) throws {
        try configuration.configurePipeline?(channel, isDialler)
        try channel.pipeline.syncOperations.addHandler(LinkHandler(core: self, id: id))
        channels[id] = channel
    }

    private static func text(_ address: SocketAddress) -> String {
        guard let host = address.ipAddress, let port = address.port else { return "\(address)" }
        return PeerAddress(host: host, port: UInt16(clamping: port)).description
    }

    // MARK: - Actions

    private func perform(_ actions: [EngineAction]) {
        for action in actions {
            switch action {
            case .dial(let id, let address): dial(id, address)
            case .send(let id, let bytes): outgoing[id, default: ByteBuffer()].writeBytes(bytes)
            case .close(let id): closing.append(id)
            case .ask(let ticket, let question): ask(ticket, question)
            case .join(let id, let bytes): join(id, bytes)
            case .report(let event): report(event)
            }
        }
    }

    private func flush() {
        let links = outgoing.keys.sorted()
        for id in links {
            guard let buffer = outgoing.removeValue(forKey: id), let channel = channels[id] else {
                continue
            }
            let count = buffer.readableBytes
            let bound = bound
            channel.writeAndFlush(buffer).whenSuccess { bound.value.receive(.wrote(id, count)) }
        }
        outgoing.removeAll(keepingCapacity: true)
        let ending = closing
        closing = []
        for id in ending { close(id) }
    }

    /// Closes once everything is written, or after a moment where the peer doesn't read.
    private func close(_ id: LinkID) {
        guard let channel = channels[id] else { return }
        let last = channel.writeAndFlush(ByteBuffer())
        let forced = loop.scheduleTask(in: NodeTimes.lingering) { channel.close(promise: nil) }
        last.whenComplete { _ in
            forced.cancel()
            channel.close(promise: nil)
        }
    }

    private func dial(_ id: LinkID, _ address: PeerAddress) {
        do throws(TransportError) {
            try NetworkPolicy.check(
                address, allowInsecureNetwork: configuration.allowInsecureNetwork)
        } catch {
            receive(.dialFailed(id, error.description))
            return
        }
        let bound = bound
        ClientBootstrap(group: loop)
            .connectTimeout(NodeTimes.connecting)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try bound.value.connect(channel, id, isDialler: true)
                }
            }
            .connect(host: address.host, port: Int(address.port))
            .whenComplete { result in
                switch result {
                case .success: bound.value.receive(.dialled(id, nonce: Self.random()))
                case .failure(let error): bound.value.dialFailed(id, error)
                }
            }
    }

    private func dialFailed(_ id: LinkID, _ error: any Error) {
        channels[id] = nil
        receive(.dialFailed(id, "\(error)"))
    }

    private func ask(_ ticket: StoreTicket, _ question: StoreQuestion) {
        let bound = bound
        let store = store
        let pool = question.isWrite ? threads.writers : threads.readers
        pool.runIfActive(eventLoop: loop) { question.answer(from: store) }
            .whenSuccess { bound.value.receive(.answered(ticket, $0)) }
    }

    private func join(_ id: LinkID, _ bytes: [UInt8]) {
        guard let handler = configuration.joinHandler else {
            receive(.joinAnswered(id, []))
            return
        }
        let bound = bound
        threads.writers.runIfActive(eventLoop: loop) { handler(bytes) }
            .whenSuccess { bound.value.receive(.joinAnswered(id, $0)) }
    }

    // MARK: - The end

    /// Says goodbye to everyone; the future succeeds once all connections are closed.
    func stop() -> EventLoopFuture<Void> {
        let promise = loop.makePromise(of: Void.self)
        isStopped = true
        ticker?.cancel()
        whenEmpty = promise
        receive(.stop)
        for (id, channel) in channels where !closing.contains(id) {
            let forced = loop.scheduleTask(in: NodeTimes.lingering) { channel.close(promise: nil) }
            channel.closeFuture.whenComplete { _ in forced.cancel() }
        }
        if channels.isEmpty { promise.succeed() }
        return promise.futureResult
    }
}

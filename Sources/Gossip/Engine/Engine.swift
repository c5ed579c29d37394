import CRDT

/// A replica's side of the sync protocol: all its links, and what they share.
///
/// A value without input, output, clock or randomness: events and ticks in, actions out. A shell
/// gives it connections and takes its questions to a ``ReplicaStore``; a simulator does the same
/// with a seed. At most one batch of runs is being applied at any time, with live runs first.
public struct Engine: Sendable {
    let configuration: EngineConfiguration
    let sessionConfiguration: SessionConfiguration
    var table: PeerTable
    var links = LinkList()
    var local = LocalState()
    var tickets: [StoreTicket: Purpose] = [:]
    var nextTicket: UInt64 = 1
    var applications = ApplyQueue()
    var pushes = PushQueue()
    var refresh = SummaryRefresh()
    var blobTurns = BlobTurns()
    var remembered: [DeviceKey: PeerStatus] = [:]
    var isRunning = false
    /// Whether new deltas are pushed along a tree, not directly to everybody.
    var isTree = false
    var actions: [EngineAction] = []

    /// What a question to the store was for.
    enum Purpose: Sendable {
        case summary
        case push(PushQueue.Pending)
        case apply([ApplyQueue.Item])
        case session(LinkID)
    }

    /// An engine at rest; ``EngineEvent/start`` begins.
    public init(configuration: EngineConfiguration, now: Moment) {
        self.configuration = configuration
        sessionConfiguration = SessionConfiguration(
            identity: configuration.identity, space: configuration.space,
            hash: configuration.hash)
        table = PeerTable(
            addresses: configuration.addresses, seed: configuration.seed, now: now)
    }

    /// Takes what happened and says what to do.
    public mutating func receive(_ event: EngineEvent, now: Moment) -> [EngineAction] {
        switch event {
        case .start:
            isRunning = true
            refresh.isDirty = true
        case .stop:
            isRunning = false
            for id in links.ids { pass(.end(.stopping), to: id, now: now) }
        case .localChange: refresh.changedLocally()
        case .address(let address): table.add(address, now: now)
        case .accepted(let id, let remote, let nonce):
            accept(id, remote: remote, nonce: nonce, now: now)
        case .dialled(let id, let nonce): dialled(id, nonce: nonce, now: now)
        case .dialFailed(let id, let text):
            if let address = table.address(of: id) {
                actions.append(.report(.dialFailed(address, text)))
            }
            table.closed(id, reason: nil, now: now)
        case .bytes(let id, let bytes): pass(.bytes(bytes), to: id, now: now)
        case .wrote(let id, let count): pass(.wrote(count), to: id, now: now)
        case .closed(let id):
            remove(
                id, reason: .unspecified, text: "The connection was lost.", isByPeer: true,
                now: now)
        case .answered(let ticket, let answer): receive(answer, for: ticket, now: now)
        case .joinAnswered(let id, let bytes): pass(.joinAnswered(bytes), to: id, now: now)
        }
        return settle(now: now)
    }

    /// Lets time pass; to be called again after ``tickMilliseconds``.
    public mutating func tick(now: Moment) -> [EngineAction] {
        for id in links.ids {
            guard let index = links.index(of: id) else { continue }
            let done = links.items[index].session.tick(local: local, now: now)
            perform(done, of: id, now: now)
        }
        dial(now: now)
        return settle(now: now)
    }

    /// How long the next tick may take to come, in milliseconds.
    ///
    /// It changes with every event and tick: after each, the next tick is due no later than so
    /// long from now, even if it had been set for later. Short while anything waits for its moment
    /// (news to be joined with others, a push to be confirmed, something announced to come), long
    /// when there are only pings and comparisons to come, which may be that much late.
    public var tickMilliseconds: UInt64 {
        guard !links.isEmpty else { return GossipLimits.aloneTickMilliseconds }
        let isQuiet = pushes.isEmpty && !links.contains { !$0.session.isQuiet }
        return isQuiet ? GossipLimits.quietTickMilliseconds : GossipLimits.tickMilliseconds
    }

    /// Does what has become possible, and hands out the actions.
    private mutating func settle(now: Moment) -> [EngineAction] {
        guard isRunning else {
            defer { actions = [] }
            return actions
        }
        for id in links.ids(where: { $0.session.wantsPlan }) { plan(id, now: now) }
        applyNext()
        loadPushes(now: now)
        refreshSummary(now: now)
        turnBlobs(now: now)
        defer { actions = [] }
        return actions
    }

    /// Asks the store.
    mutating func ask(_ question: StoreQuestion, for purpose: Purpose) {
        let ticket = StoreTicket(number: nextTicket)
        nextTicket += 1
        tickets[ticket] = purpose
        actions.append(.ask(ticket, question))
    }

    private mutating func receive(
        _ answer: StoreAnswer, for ticket: StoreTicket, now: Moment
    ) {
        guard let purpose = tickets.removeValue(forKey: ticket) else { return }
        if case .failed(let text) = answer { actions.append(.report(.storeFailed(text))) }
        switch purpose {
        case .summary: receive(summary: answer, now: now)
        case .push(let pending): receive(newRun: answer, for: pending, now: now)
        case .apply(let items): receive(applied: answer, for: items, now: now)
        case .session(let id): pass(.answered(answer), to: id, now: now)
        }
    }
}

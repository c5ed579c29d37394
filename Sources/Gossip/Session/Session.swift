package import CRDT

/// The protocol on one link: bytes, ticks and the store's answers in; actions out.
///
/// A value without input, output, clock or randomness. Everything that it holds is bounded by
/// ``GossipLimits``. What several links share — what is held here — comes in with every call.
package struct Session: Sendable {
    /// Where the link stands.
    package enum Phase: Hashable, Sendable {
        /// The sides don't know each other yet.
        case greeting
        /// A request to join waits for its answer.
        case joining
        /// Both know the space.
        case established
        /// Over.
        case closed
    }

    /// Where the link stands.
    package internal(set) var phase = Phase.greeting
    /// Who the peer says it is, once it has.
    package internal(set) var peer: PeerIdentity?
    /// Which side opened the connection.
    package let isDialler: Bool
    /// The dialling side's nonce, once it is known: names the connection on both sides.
    package var diallerNonce: Tag128? { isDialler ? nonce : peerNonce }
    /// Whether a new plan of what to fetch is due; see ``plan(local:claimed:now:)``.
    package internal(set) var wantsPlan = false
    /// This link's part in the tree along which new deltas are pushed.
    package internal(set) var edge = TreeEdge()
    /// Whether the replica pushes along a tree, not directly to everybody.
    package var isTree = false

    let configuration: SessionConfiguration
    let nonce: Tag128
    let openedAt: UInt64
    var greetedAt: UInt64?
    var peerNonce: Tag128?
    var earlyTokens: [Tag128]?

    var decoder = FrameDecoder()
    var frameBeganAt: UInt64?
    var outbox = Outbox()
    var contact: Contact
    var comparison = Comparison()
    /// The peer's digest, until the store's summary has been read again.
    var waitingDigest: (digest: SummaryDigest, isAnswer: Bool)?
    /// Whether a comparison waits for the store's summary.
    package internal(set) var wantsSummary = false
    var penalties = PenaltyBudget()
    /// Whether a run of a later format version was told of.
    var hasMetLaterVersion = false

    var logs = PeerLogs()
    var isPeerKnown = false
    /// Whether the peer has shown that it holds the link for established too.
    var isReached = false
    var fetches = FetchBook()
    var forced: [LogKey: Need.Position] = [:]
    var lackingSince: UInt64?
    var announced: [LogKey: UInt64] = [:]
    /// What was announced and didn't come in time.
    var overdue: Set<LogKey> = []
    var unconfirmed: [LogKey: Unconfirmed] = [:]
    /// The logs of which the peer pushed something that hasn't been confirmed to it.
    var owed: Set<LogKey> = []
    var pushesReceivedBytes = 0
    var pendingProofs: [ForkProof] = []
    var isAcceptingProofs = false
    var service = Service()
    var blobs = BlobExchange()
    var actions: [SessionAction] = []

    /// A push that the peer hasn't confirmed.
    struct Unconfirmed: Sendable {
        var head: KnownHead
        var since: UInt64
    }

    /// Opens a session on a fresh connection; ``receive(_:local:now:)`` or ``tick(local:now:)``
    /// gives the first actions.
    ///
    /// - Parameter nonce: 16 random bytes, never used before.
    package init(
        configuration: SessionConfiguration, isDialler: Bool, nonce: Tag128, now: Moment
    ) {
        self.configuration = configuration
        self.isDialler = isDialler
        self.nonce = nonce
        openedAt = now.milliseconds
        contact = Contact(now: now)
    }

    /// Takes what happened and says what to do.
    package mutating func receive(
        _ event: SessionEvent, local: LocalState, now: Moment
    ) -> [SessionAction] {
        guard phase != .closed else { return [] }
        switch event {
        case .bytes(let bytes): receive(bytes: bytes, local: local, now: now)
        case .wrote(let count): outbox.wrote(count)
        case .answered(let answer): receive(stored: answer, now: now)
        case .applied(let runs): for run in runs { receive(applied: run, now: now) }
        case .advanced(let head): advance(to: head, now: now)
        case .news(let pushed, let isOwn):
            push(pushed, isOwn: isOwn, local: local, now: now)
        case .prune: prune(now: now)
        case .graft: graft(now: now)
        case .startWants: startWants()
        case .summaryRead: readSummary(local: local, now: now)
        case .compareSoon: comparison.schedule(at: now.milliseconds)
        case .joinAnswered(let bytes): answerJoin(bytes)
        case .end(let reason): end(reason, text: reason.sentence, now: now)
        }
        return finish(local: local, now: now)
    }

    /// Lets time pass; to be called a few dozen times a second.
    package mutating func tick(local: LocalState, now: Moment) -> [SessionAction] {
        switch phase {
        case .greeting, .joining: tickGreeting(now: now)
        case .established: tickEstablished(local: local, now: now)
        case .closed: return []
        }
        if let frameBeganAt, now.since(frameBeganAt) >= GossipLimits.frameMilliseconds {
            end(.slowFrame, text: GoodbyeReason.slowFrame.sentence, now: now)
        }
        return finish(local: local, now: now)
    }

    /// Sends what there is room for and hands out the actions.
    mutating func finish(local: LocalState, now: Moment) -> [SessionAction] {
        pump(local: local, now: now)
        defer { actions = [] }
        return actions
    }

    /// Says goodbye and closes the link.
    mutating func end(_ reason: GoodbyeReason, text: String, now: Moment) {
        guard phase != .closed else { return }
        actions.append(.send(Message.goodbye(reason, text: text).frame))
        close(reason, text: text, isByPeer: false)
    }

    /// Closes the link.
    mutating func close(_ reason: GoodbyeReason, text: String, isByPeer: Bool) {
        phase = .closed
        actions.append(.report(.ended(reason, text: text, isByPeer: isByPeer)))
        actions.append(.close)
    }

    /// Charges the link for something refused, and closes it where that was too much.
    mutating func charge(_ penalty: Penalty, _ text: String, now: Moment) {
        guard phase != .closed else { return }
        actions.append(.report(.refused(text)))
        if penalties.charge(penalty, now: now) { end(.misbehaved, text: text, now: now) }
    }
}

extension Session {
    /// The peer's wall clock minus this one's, in milliseconds; nil before it is known.
    package var offsetMilliseconds: Int64? { contact.offsetMilliseconds }
    /// The shortest round trip lately; nil before it is known.
    package var roundTripMilliseconds: UInt64? { contact.roundTripMilliseconds }
    /// Bytes that are held for the peer.
    package var heldBytes: Int { outbox.heldBytes }
    /// How many logs the peer is known to hold.
    package var peerLogCount: Int { logs.count }
}

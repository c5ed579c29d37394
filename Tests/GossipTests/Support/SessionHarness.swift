import CRDT
import Gossip

/// One session whose peer is played by the test.
struct SessionHarness {
    static let own = PeerIdentity(
        device: TestHash.device(1), instance: TestHash.tag(11), name: "own")
    static let other = PeerIdentity(
        device: TestHash.device(2), instance: TestHash.tag(12), name: "other")
    static let ownNonce = TestHash.tag(21)
    static let otherNonce = TestHash.tag(22)

    var session: Session
    var local = LocalState()
    var moment = Moment(milliseconds: 5_000, wallMilliseconds: 1_700_000_000_000)
    /// Everything that the session wanted done.
    var actions: [SessionAction] = []
    /// Whether what is sent counts as written at once.
    var isReading = true
    private var decoder = FrameDecoder()
    /// Everything that the session said.
    private(set) var messages: [Message] = []
    private(set) var sentBytes = 0

    init(isDialler: Bool = false) {
        let configuration = SessionConfiguration(
            identity: Self.own, space: Simulation.space, hash: TestHash.hash)
        session = Session(
            configuration: configuration, isDialler: isDialler, nonce: Self.ownNonce, now: moment)
        decoder.isGreeting = false
    }

    /// The token that the peer shows.
    static func token(space: SpaceID = Simulation.space) -> Tag128 {
        var writer = ByteWriter()
        writer.text("nexstage/space-token/1")
        writer.identifier(space)
        writer.identifier(otherNonce)
        writer.identifier(ownNonce)
        let words = TestHash.hash(writer.bytes).words
        return Tag128(high: words.0, low: words.1)
    }

    static func established(isDialler: Bool = false, store: MemoryStore? = nil) -> SessionHarness {
        var harness = SessionHarness(isDialler: isDialler)
        if let store { harness.read(store) }
        harness.say(.hello(Hello(nonce: otherNonce, peer: other)))
        harness.say(.ready([token()]))
        return harness
    }

    mutating func read(_ store: MemoryStore) {
        guard let summary = try? store.summary() else { return }
        _ = local.replace(by: summary, isCurrent: true, hash: TestHash.hash)
    }

    /// The peer says something.
    @discardableResult
    mutating func say(_ message: Message) -> [Message] { give(.bytes(message.frame)) }

    /// Something happens.
    ///
    /// - Returns: what the session says to that.
    @discardableResult
    mutating func give(_ event: SessionEvent) -> [Message] {
        note(session.receive(event, local: local, now: moment))
    }

    /// Time passes, in ticks of 20 ms.
    @discardableResult
    mutating func wait(_ milliseconds: UInt64) -> [Message] {
        var said: [Message] = []
        for _ in 0..<(milliseconds / 20) {
            moment.milliseconds += 20
            moment.wallMilliseconds += 20
            said += note(session.tick(local: local, now: moment))
        }
        return said
    }

    @discardableResult
    mutating func note(_ done: [SessionAction]) -> [Message] {
        let before = messages.count
        var written = 0
        for action in done {
            actions.append(action)
            guard case .send(let bytes) = action else { continue }
            written += bytes.count
            sentBytes += bytes.count
            var input = bytes[...]
            while let frame = try? decoder.next(&input), let message = try? Message(frame) {
                messages.append(message)
            }
        }
        let said = Array(messages[before...])
        if isReading, written > 0 { return said + give(.wrote(written)) }
        return said
    }

    /// How the session was ended, if it was.
    var ending: GoodbyeReason? {
        for case .report(.ended(let reason, text: _, isByPeer: _)) in actions { return reason }
        return nil
    }

    /// The questions to the store.
    var questions: [StoreQuestion] {
        actions.compactMap { if case .ask(let question) = $0 { question } else { nil } }
    }

    /// The runs that are to be applied.
    var applied: [ReceivedRun] {
        actions.flatMap { if case .apply(let runs) = $0 { runs } else { [ReceivedRun]() } }
    }

    var refusals: [String] {
        actions.compactMap { if case .report(.refused(let text)) = $0 { text } else { nil } }
    }
}

/// The bounds of the sync protocol: sizes in bytes, times in milliseconds of the monotonic clock.
///
/// `docs/sync-protocol.md` has the table with the reasons.
public enum GossipLimits {
    /// The protocol's version; a greeting with another one is refused.
    ///
    /// In version 0 logs had format version 0, which nothing reads any more.
    public static let protocolVersion: UInt64 = 1

    // Sizes.

    /// Kind and body of one frame.
    public static let frameBytesMaximum = 1 << 20 + 64
    /// Kind and body of a frame before both sides have shown that they know the space.
    public static let greetingFrameBytesMaximum = 4096
    /// Kind and body of a frame that carries a request to join, or its answer.
    public static let joinFrameBytesMaximum = 64 * 1024
    /// UTF-8 bytes of a replica's name.
    public static let nameBytesMaximum = 200
    /// UTF-8 bytes of the sentence in a goodbye.
    public static let goodbyeTextBytesMaximum = 500
    /// Space tokens in one frame.
    public static let tokensMaximum = 16
    /// Heads in one frame.
    public static let headsPerFrameMaximum = 2048
    /// Heads kept of what one peer says that it holds.
    public static let headsPerPeerMaximum = 8192
    /// Logs that one request for runs may name.
    public static let needEntriesMaximum = 256
    /// Positions that one entry of a request for runs may offer.
    public static let needPositionsMaximum = 8
    /// Runs that one live frame may carry.
    public static let pushRunsMaximum = 64
    /// Bytes of one live frame's runs; what is larger is announced and fetched.
    public static let pushBytesMaximum = 64 * 1024
    /// Commitments in one request for blobs.
    public static let wantsPerFrameMaximum = 512
    /// Commitments looked at in one round of requests for blobs.
    public static let wantsMaximum = 16_384
    /// Fork proofs in one frame.
    public static let proofsPerFrameMaximum = 64
    /// Fork proofs waiting to be checked for one peer.
    public static let proofsPendingMaximum = 1024
    /// The smallest credit of one request for runs or blobs.
    public static let creditBytesMinimum = 16 * 1024
    /// The credit of a link's first request.
    public static let creditBytesInitial = 64 * 1024
    /// The largest credit of one request: where an answer ends.
    public static let creditBytesMaximum = 256 * 1024

    // Queues of one link.

    /// Requests for runs that one side may have open.
    public static let needsInFlightMaximum = 4
    /// Requests for runs whose numbers are remembered, so that none is answered twice.
    public static let needsRememberedMaximum = 64
    /// Bytes asked for or arrived, and not applied yet.
    public static let receiveWindowBytes = 1 << 20
    /// Bytes of live runs that wait to be applied; more are dropped and fetched later.
    public static let pushesReceivedBytesMaximum = 256 * 1024
    /// Bytes of live runs that wait to be sent; beyond it they are dropped and announced later.
    public static let pushesQueuedBytesMaximum = 256 * 1024
    /// Bytes handed to the shell that it hasn't written yet, above which nothing more is handed.
    public static let unwrittenBytesMaximum = 64 * 1024
    /// Bytes of runs that one transaction of the store takes.
    public static let applyBatchBytesMaximum = 256 * 1024
    /// Live runs that are loaded from the store at the same time.
    public static let pushLoadsInFlightMaximum = 8
    /// Logs with news that wait to be pushed; more are announced instead.
    public static let pushesPendingMaximum = 4096

    // Peers.

    /// Links that have been greeted.
    public static let peersMaximum = 64
    /// Links that haven't.
    public static let greetingsMaximum = 32
    /// Links of one device key: a restarted process may meet its predecessor's dead link.
    public static let linksPerDeviceMaximum = 4
    /// Addresses to dial.
    public static let addressesMaximum = 256
    /// Addresses up to which all are dialled; of more only ``viewDials``, chosen by the seed.
    public static let fullViewAddressesMaximum = 48
    /// Connections that a replica which knows more addresses keeps open by dialling; while those
    /// that it prefers don't answer, others stand in for them, so that it may have twice as many.
    public static let viewDials = 8
    /// Other replicas up to which every new delta is pushed to each; above it, along a tree.
    public static let directPeersMaximum = 32
    /// Links of the tree up to which a new link joins it at once.
    public static let treeLinksMaximum = 6
    /// Links of the tree that a replica wants: it takes out those on which a delta came twice
    /// while it has more, and takes others in when its peers have left it fewer.
    public static let treeLinksMinimum = 3

    // Times.

    /// From the connection to the end of the greeting.
    public static let greetingMilliseconds: UInt64 = 10_000
    /// Between repetitions of an unanswered greeting.
    public static let greetingRepeatMilliseconds: UInt64 = 2_000
    /// From a frame's first byte to its last.
    public static let frameMilliseconds: UInt64 = 30_000
    /// Without a byte from the peer before a ping.
    public static let pingIdleMilliseconds: UInt64 = 5_000
    /// Between pings on a busy link.
    public static let pingBusyMilliseconds: UInt64 = 30_000
    /// Without a byte from the peer before it counts as lost.
    public static let silenceMilliseconds: UInt64 = 15_000
    /// Between comparisons of digests.
    public static let compareMilliseconds: UInt64 = 30_000
    /// The first pause after all peers were asked for a blob and none had it; it doubles up to
    /// ``compareMilliseconds``.
    public static let blobPauseMilliseconds: UInt64 = 2_000
    /// The first pause after a comparison that differed; it doubles up to ``compareMilliseconds``.
    public static let compareAgainMilliseconds: UInt64 = 2_000
    /// Before an unanswered comparison is repeated.
    public static let compareAnswerMilliseconds: UInt64 = 3_000
    /// Before an unanswered request for runs or blobs is given up.
    public static let answerMilliseconds: UInt64 = 10_000
    /// How long a log isn't asked again of a peer that couldn't give it.
    public static let avoidMilliseconds: UInt64 = 30_000
    /// How long a log isn't asked again of a peer whose answer didn't come: others go first.
    public static let avoidSilentMilliseconds: UInt64 = 2_000
    /// Position updates within this time go into one frame.
    public static let haveJoinMilliseconds: UInt64 = 20
    /// Before a delta heard from a peer is pushed on where everybody is pushed to directly: most
    /// peers have said by then that they have it.
    public static let relayMilliseconds: UInt64 = 50
    /// From one frame of relayed deltas, or of positions, to the next on a link of a tree.
    public static let treeJoinMilliseconds: UInt64 = 100
    /// Before a peer is told of what it has itself announced, where it pushes along a tree.
    public static let heldMilliseconds: UInt64 = 4_000
    /// Before a peer is told again that a link joins the tree, or leaves it, or leaves what it has
    /// joined: so an honest peer says such a thing twice a second at most.
    public static let turnRepeatMilliseconds: UInt64 = 1_000
    /// A link's part in the tree may change so often at once: what an honest peer says while the
    /// network holds it back, for as long as a link may be silent, and each frame twice.
    public static let treeTurnsMaximum: UInt64 = 64
    /// And once more each time so much has passed; a faster peer is charged.
    public static let treeTurnMilliseconds: UInt64 = 100
    /// Between ticks while something waits for its moment.
    public static let tickMilliseconds: UInt64 = 20
    /// Between ticks while nobody is connected.
    public static let aloneTickMilliseconds: UInt64 = 100
    /// Between ticks while nothing waits that is more urgent.
    public static let quietTickMilliseconds: UInt64 = 200
    /// Before what a peer announced is fetched: it is usually on its way.
    public static let announcedMilliseconds: UInt64 = 300
    /// Before a pushed delta that the peer didn't confirm is announced to it.
    public static let confirmMilliseconds: UInt64 = 1_000
    /// The first pause before dialling again; it doubles.
    public static let redialMillisecondsMinimum: UInt64 = 500
    /// What each address that doesn't answer adds to the longest pause before dialling again: a
    /// replica dials in vain twice a second at most.
    public static let redialMillisecondsEach: UInt64 = 500
    /// The longest pause before dialling again, whatever the reason.
    public static let redialMillisecondsMaximum: UInt64 = 30_000
    /// Between readings of the store's summary while runs stream in and nobody compares.
    public static let summaryMilliseconds: UInt64 = 1_000
    /// Before a comparison is tried again that couldn't be made yet.
    public static let comparePauseMilliseconds: UInt64 = 250

    // Misbehaviour.

    /// Points that a link may collect; one is forgiven each second.
    public static let penaltyPointsMaximum: UInt64 = 100
}

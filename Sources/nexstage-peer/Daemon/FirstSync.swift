import Gossip
import Replica
import Transport

/// Fetches a space from the device that has just admitted this one, so that it can work alone.
struct FirstSync {
    let replica: Replica
    let address: PeerAddress
    let allowsInsecureNetwork: Bool

    /// How long to wait.
    private static let limit = Duration.seconds(30)
    /// Between looks at how far it is.
    private static let pause = Duration.milliseconds(50)

    /// Runs until both sides hold the same, or the time is over.
    ///
    /// - Parameter progress: operations held, of how many.
    /// - Returns: whether all has come.
    func run(progress: (Int, Int) -> Void) async throws -> Bool {
        var configuration = NodeConfiguration(
            device: try replica.device, name: replica.folder.deviceName, space: replica.space,
            hash: NodeHash.hash, wallMilliseconds: replica.environment.wallMilliseconds)
        configuration.peers = [address]
        configuration.allowInsecureNetwork = allowsInsecureNetwork
        let node = try await GossipNode.start(configuration, store: replica)
        let deadline = ContinuousClock.now + Self.limit
        var isComplete = false
        while !isComplete, ContinuousClock.now < deadline {
            try await Task.sleep(for: Self.pause)
            isComplete = try await look(at: node, progress)
        }
        try await note(node)
        await node.stop()
        return isComplete
    }

    private func look(at node: GossipNode, _ progress: (Int, Int) -> Void) async throws -> Bool {
        guard let peer = await node.peers().first(where: \.isInContact) else { return false }
        let held = Int(clamping: replica.heldOperations())
        progress(held, held + Int(clamping: peer.operationsBehind))
        guard peer.state == .upToDate, peer.operationsBehind == 0 else { return false }
        return try replica.wantedBlobs(limit: 1).isEmpty
    }

    /// Keeps the address, so that the daemon finds the peer again.
    private func note(_ node: GossipNode) async throws {
        let contacts = PeerNotes.contacts(
            await node.peers(), earlier: [], dialled: [address.description])
        try replica.note(contacts)
        try replica.noteIsolated()
    }
}

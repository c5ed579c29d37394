import CRDT
import Glibc
import Gossip
import Replica
import Sodium
import Transport

/// The replica daemon: gossips, answers the commands of this machine, keeps the file in shape.
///
/// What it decides, the engine decides; this wires the parts up.
final class Daemon: Sendable {
    let replica: Replica
    let node: GossipNode
    let strings: Strings
    private let configuration: DaemonConfiguration
    private let commits: GroupCommit
    /// Live commands.
    private let writes = SerialQueue(label: "writes")
    /// Everything that nobody waits for.
    private let chores = SerialQueue(label: "chores")
    private let hearing: Hearing
    /// The addresses that are dialled, as the peers' statuses name them.
    private let dialled: Set<String>

    private init(
        replica: Replica, node: GossipNode, strings: Strings, configuration: DaemonConfiguration
    ) throws {
        self.replica = replica
        self.node = node
        self.strings = strings
        self.configuration = configuration
        commits = GroupCommit(replica: replica, executor: writes)
        dialled = Set(configuration.peers.map(\.description))
        hearing = Hearing(known: try replica.contacts().map(\.device))
    }

    /// Starts the gossip of a replica.
    static func start(
        _ replica: Replica, _ given: DaemonConfiguration, strings: Strings
    ) async throws -> Daemon {
        var given = given
        if given.dialsKnown {
            for contact in try replica.contacts() {
                guard let address = contact.address.flatMap(AddressArgument.init(argument:)),
                    !given.peers.contains(address.address)
                else { continue }
                given.peers.append(address.address)
            }
        }
        var configuration = NodeConfiguration(
            device: try replica.device, name: replica.folder.deviceName, space: replica.space,
            hash: NodeHash.hash, wallMilliseconds: replica.environment.wallMilliseconds)
        configuration.listenAddress = given.listen
        configuration.peers = given.peers
        configuration.allowInsecureNetwork = given.allowsInsecureNetwork
        configuration.joinHandler = { request in
            let answer = replica.answerJoin(request)
            StandardStreams.log(LogLine.text(strings.joinAnswered, replica.environment))
            return answer
        }
        let node = try await GossipNode.start(configuration, store: replica)
        return try Daemon(replica: replica, node: node, strings: strings, configuration: given)
    }

    /// Where it listens, `host:port`.
    var listening: String? { node.boundAddress?.description }

    /// Works until it is cancelled.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.followEvents() }
            group.addTask { await self.followPeers() }
            group.addTask { await self.followFile() }
            group.addTask { await self.keepCheckpoints() }
            group.addTask { await self.keepWitnesses() }
            await group.waitForAll()
        }
    }

    /// Says goodbye, and notes that nobody is heard any more.
    func stop() async {
        await node.stop()
        let replica = replica
        await attempt { try replica.noteIsolated() }
    }

    func log(_ text: String) {
        StandardStreams.log(LogLine.text(text, replica.environment))
    }

    // MARK: - Commands of this machine

    /// Answers one line of the local socket.
    func answer(_ line: [UInt8], _ answer: @escaping @Sendable ([UInt8]) -> Void) {
        @Sendable func send(_ result: LocalAnswer) {
            answer((try? LocalLine.encode(result)) ?? [])
        }
        guard let request = LocalLine.decode(LocalRequest.self, line) else {
            return send(
                LocalAnswer(
                    ReplicaError(
                        .invalid,
                        "The daemon doesn't understand this command: is it another release?")))
        }
        switch request {
        case .checkIn(let request, let language):
            commits.checkIn(request, contact: hearing.state, language: language) { result in
                send(LocalAnswer { .verdict(try result.get()) })
                self.node.notifyLocalChange()
            }
        case .changed:
            node.notifyLocalChange()
            send(.done)
        case .state:
            Task { send(.state(await self.state())) }
        case .undo, .enrol, .enrolNew, .cancel, .reactivate, .walkIn, .setPerson, .join, .split,
            .setSpace, .addCheckpoint, .setCheckpoint, .resolve, .reopen,
            .changeDevice, .invite:
            writes.run {
                send(LocalAnswer { try self.handler.perform(request) })
                self.node.notifyLocalChange()
            }
        }
    }

    private var handler: RequestHandler {
        RequestHandler(
            replica: replica, contact: { self.hearing.state },
            addresses: { self.invitationAddresses })
    }

    /// Where an invited device can reach this one; an address that means «all» says nothing.
    private var invitationAddresses: [String] {
        guard let address = node.boundAddress, !["0.0.0.0", "::"].contains(address.host) else {
            return []
        }
        return [address.description]
    }

    private func state() async -> DaemonState {
        DaemonState(
            process: getpid(), listening: listening,
            peers: await look().map(DaemonPeer.init))
    }

    // MARK: - Loops

    /// The peers at this moment; verdicts from now on rest on it.
    private func look() async -> [PeerStatus] {
        let peers = await node.peers()
        hearing.note(peers)
        return peers
    }

    private func followEvents() async {
        var silent: Set<String> = []
        for await event in node.events {
            // An address that doesn't answer is told once, not at every attempt.
            if case .dialFailed(let address, _) = event,
                !silent.insert(address.description).inserted
            {
                continue
            }
            if let text = strings.text(event) { log(text) }
            _ = await look()
            switch event {
            case .found(let peer):
                silent = []
                await witness(peer.device, found: true)
            case .lost(let peer): await witness(peer.device, found: false)
            case .upToDate, .fingerprintsDiffer, .refused, .closed, .dialFailed, .storeFailed:
                break
            }
        }
    }

    private func witness(_ device: DeviceKey, found: Bool) async {
        let replica = replica
        await attempt { try replica.witness(contact: .init(device: device, found: found)) }
        node.notifyLocalChange()
    }

    /// Does a chore; a disk in trouble is told and does not end the daemon.
    private func attempt(_ chore: @escaping @Sendable () throws -> some Sendable) async {
        let trouble: String? = await chores.perform {
            do {
                _ = try chore()
                return nil
            } catch {
                return (error as? ReplicaError)?.message ?? "\(error)"
            }
        }
        if let trouble { log(strings.storeFailed(trouble)) }
    }

    private func followPeers() async {
        var noted: [PeerContact] = []
        var notedAt = ContinuousClock.now
        repeat {
            let replica = replica
            let earlier = await chores.perform { (try? replica.contacts()) ?? [] }
            let contacts = PeerNotes.contacts(
                await look(), earlier: earlier, dialled: dialled)
            let isDue = ContinuousClock.now - notedAt > DaemonTimes.notes && contacts != noted
            if isDue || PeerNotes.differ(contacts, noted) {
                await attempt { try replica.note(contacts) }
                noted = contacts
                notedAt = .now
            }
        } while await Self.pause(DaemonTimes.peers)
    }

    /// Tells the peers what other processes have written.
    private func followFile() async {
        var watch = FileWatch(replica)
        while await Self.pause(DaemonTimes.changes) {
            if watch.hasChanged() { node.notifyLocalChange() }
        }
    }

    private func keepCheckpoints() async {
        let replica = replica
        while await Self.pause(DaemonTimes.checkpoints) {
            await attempt { try replica.checkpointIfDue() }
        }
    }

    private func keepWitnesses() async {
        let replica = replica
        while await Self.pause(DaemonTimes.witnesses) {
            await attempt { try replica.witness() }
        }
    }

    /// Waits; false once the daemon stops.
    private static func pause(_ duration: Duration) async -> Bool {
        do {
            try await Task.sleep(for: duration)
            return true
        } catch {
            return false
        }
    }
}

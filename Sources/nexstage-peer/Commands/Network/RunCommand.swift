import ArgumentParser
import CRDT
import Glibc
import Gossip
import Replica
import Transport

/// `run`: the replica daemon.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Gossip with other replicas until stopped.",
        discussion: """
            Prints the address on which it listens, then logs to standard error. Addresses that were \
            reached before are dialled again, unless --no-discovery is given. Links are not \
            encrypted yet, so they stay on this machine unless --insecure-network is given.

            Examples:
              nexstage-peer run --listen 127.0.0.1:7400
              nexstage-peer run --peer 127.0.0.1:7400
            """)

    @Option(
        help: ArgumentHelp("Where to listen; port 0 = any free one.", valueName: "host:port"))
    var listen: AddressArgument?

    @Option(
        help: ArgumentHelp("Whom to stay in contact with; may be repeated.", valueName: "host:port")
    )
    var peer: [AddressArgument] = []

    @Flag(help: "Dial only the addresses given with --peer.")
    var noDiscovery = false

    @Flag(help: "Let links leave this machine although they are not encrypted yet.")
    var insecureNetwork = false

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    private struct Answer: Encodable {
        let listening: String?
        let process: Int32
        let name: String
        let space: String
    }

    func run() async throws {
        let work = Workplace(options)
        let replica = try work.open()
        let paths = SocketPath(replica)
        guard let lock = try DaemonLock(path: paths.lock) else {
            throw Failure(
                work.strings.daemonTwice(DaemonLock.holder(path: paths.lock), work.folder.path))
        }
        try paths.prepare()
        let signals = StopSignals()
        let daemon = try await Daemon.start(replica, configuration, strings: work.strings)
        let server: LineServer
        do {
            server = try await LineServer.start(path: paths.socket) { line, answer in
                daemon.answer(line, answer)
            }
        } catch {
            await daemon.stop()
            throw error
        }
        try announce(daemon, work)
        let loops = Task { await daemon.run() }
        for await name in signals.names {
            daemon.log(work.strings.stopped(name))
            break
        }
        Self.endAnyway(after: DaemonTimes.stopping, socket: paths.socket)
        await server.stop()
        loops.cancel()
        await daemon.stop()
        withExtendedLifetime(lock) {}
    }

    private var configuration: DaemonConfiguration {
        DaemonConfiguration(
            listen: listen?.address ?? PeerAddress(host: "127.0.0.1", port: 0),
            peers: peer.map(\.address), dialsKnown: !noDiscovery,
            allowsInsecureNetwork: insecureNetwork)
    }

    private func announce(_ daemon: Daemon, _ work: Workplace) throws {
        if work.output.isJSON {
            return try work.output.object(
                Answer(
                    listening: daemon.listening, process: getpid(),
                    name: work.folder.deviceName, space: daemon.replica.space.description))
        }
        try work.output.line(
            daemon.listening.map(work.strings.listening) ?? work.strings.notListening)
    }

    /// Everything acknowledged is on the disk: a peer that doesn't take its goodbye can't hold us.
    private static func endAnyway(after limit: Duration, socket: String) {
        Task.detached {
            try? await Task.sleep(for: limit)
            unlink(socket)
            Glibc._exit(ExitStatus.done.rawValue)
        }
    }
}

import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// Answers lines with lines on a Unix socket, for the commands of the same user on this machine.
///
/// The answers of a connection come in the order of its requests, whatever the order in which they
/// are ready. Everything is bounded by ``LineLimits``.
package final class LineServer: Sendable {
    /// Takes a request, and gives the answer once, from any thread.
    package typealias Handler =
        @Sendable (_ line: [UInt8], _ answer: @escaping @Sendable ([UInt8]) -> Void) -> Void

    private let path: String
    private let group: MultiThreadedEventLoopGroup

    private init(path: String, group: MultiThreadedEventLoopGroup) {
        self.path = path
        self.group = group
    }

    /// Listens at a path, in place of whatever a dead process has left there.
    ///
    /// The caller holds a lock which says that no living process listens there.
    ///
    /// - Throws: ``TransportError``.
    package static func start(
        path: String, handler: @escaping Handler
    ) async throws -> LineServer {
        guard path.utf8.count <= LineLimits.pathBytesMaximum else {
            throw TransportError(
                .tooLong,
                "The path of the local socket has more than \(LineLimits.pathBytesMaximum) bytes: "
                    + "choose a shorter data folder.")
        }
        unlink(path)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let clients = ClientCount()
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: Int32(LineLimits.connectionsMaximum))
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        LineHandler(clients: clients, answer: handler))
                }
            }
        do {
            _ = try await bootstrap.bind(unixDomainSocketPath: path).get()
        } catch {
            try? await group.shutdownGracefully()
            throw TransportError(
                .cannotListen,
                "The local socket \(path) can't be opened (\(error)): check the folder's owner and "
                    + "rights.")
        }
        chmod(path, 0o600)
        return LineServer(path: path, group: group)
    }

    /// Takes the socket away and closes all connections.
    package func stop() async {
        unlink(path)
        try? await group.shutdownGracefully()
    }
}

/// How many clients are connected.
final class ClientCount: Sendable {
    private let count = Mutex(0)

    /// Whether there is room for one more, who is then counted.
    func enter() -> Bool {
        count.withLock { count in
            guard count < LineLimits.connectionsMaximum else { return false }
            count += 1
            return true
        }
    }

    func leave() { count.withLock { $0 -= 1 } }
}

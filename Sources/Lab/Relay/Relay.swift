import NIOCore
import NIOPosix
import Synchronization

/// A TCP proxy that misbehaves on command, in this process: the network of tests and of the demo.
///
/// Each link is a listening port on loopback that leads to one target. Commands may come from
/// anywhere at any time; each has taken effect when its call returns. The same seed, commands and
/// order of connections give the same fate to the n-th frame of a connection.
///
/// A frame is a 4-byte big-endian length N (1...1 MiB + 64), then N bytes. A direction whose length
/// is out of bounds (TLS, garbage) is an opaque stream from there on: then only what acts on bytes
/// applies. All links share one thread of their own; end it with `stop()`.
package final class Relay: Sendable {
    static let loopback = "127.0.0.1"

    private let group: MultiThreadedEventLoopGroup
    private let board: NIOLoopBound<RelayBoard>
    private let loop: any EventLoop
    private let isStopped = Mutex(false)

    private init(
        group: MultiThreadedEventLoopGroup, loop: any EventLoop, board: NIOLoopBound<RelayBoard>
    ) {
        self.group = group
        self.loop = loop
        self.board = board
    }

    /// Starts a relay without links.
    package static func start(seed: UInt64) async throws(RelayError) -> Relay {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let loop = group.next()
        do {
            let board = try await loop.submit {
                NIOLoopBound(RelayBoard(seed: seed, loop: loop), eventLoop: loop)
            }.get()
            return Relay(group: group, loop: loop, board: board)
        } catch {
            throw .stopped
        }
    }

    /// Opens a port that leads to the target, which need not listen yet; returns the port's address.
    package func addLink(
        _ name: String, to target: LinkAddress
    ) async throws(RelayError) -> LinkAddress {
        let link = try await perform { board throws(RelayError) in
            let link = try board.add(name: name, target: target)
            return NIOLoopBound(link, eventLoop: link.loop)
        }
        do {
            return try await loop.flatSubmit { link.value.listen() }.get()
        } catch {
            try? await perform { board throws(RelayError) in board.remove(link.value) }
            if let error = error as? RelayError { throw error }
            throw .listenFailed(reason: "\(error)")
        }
    }

    /// Closes all ports and connections and ends the relay's thread; a second call does nothing.
    package func stop() async {
        let isFirst = isStopped.withLock { isStopped in
            defer { isStopped = true }
            return !isStopped
        }
        guard isFirst else { return }
        let board = self.board
        // The loop runs until the group is shut down, so that neither of the two can fail.
        try? await loop.submit { board.value.stop() }.get()
        try? await group.shutdownGracefully()
    }

    /// Runs a command on the loop, where the links live.
    func perform<Value: Sendable>(
        _ command: @escaping @Sendable (RelayBoard) throws(RelayError) -> Value
    ) async throws(RelayError) -> Value {
        guard !isStopped.withLock({ $0 }) else { throw .stopped }
        let board = self.board
        do {
            return try await loop.submit { try command(board.value) }.get()
        } catch let error as RelayError {
            throw error
        } catch {
            throw .stopped
        }
    }
}

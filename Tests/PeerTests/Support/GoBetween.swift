import Foundation
import Synchronization

/// Stands before a daemon's socket, and hangs up on the first client once the daemon has answered.
final class GoBetween: Sendable {
    private let handled = Mutex(0)
    private let listener: Int32

    init(
        at path: String, before real: String, then action: @escaping @Sendable () -> Void
    ) throws {
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = UnixSocket.address(path)
        let isBound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        guard isBound, listen(listener, 4) == 0 else { throw Missing("a socket at \(path)") }
        self.listener = listener
        Thread.detachNewThread { [self] in
            let client = accept(listener, nil, nil)
            let daemon = UnixSocket.connect(real)
            let request = UnixSocket.line(client)
            _ = write(daemon, request, request.count)
            if !UnixSocket.line(daemon).isEmpty { handled.withLock { $0 += 1 } }
            action()
            close(listener)
            close(daemon)
            close(client)
        }
    }

    /// How many requests the daemon had answered, once it was killed.
    func wait() throws -> Int {
        guard eventually(within: 20, { handled.withLock { $0 } > 0 }) else {
            throw Missing("an answer of the daemon")
        }
        return handled.withLock { $0 }
    }
}

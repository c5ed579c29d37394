import Glibc

/// The other end of a ``LineServer``: sends lines and waits for lines.
///
/// Blocks its thread: for commands, which have nothing else to do meanwhile.
package final class LineConnection {
    private let socket: Int32
    private var splitter = LineSplitter(bytesMaximum: LineLimits.lineBytesMaximum)

    /// Connects to a server; nil where nobody listens.
    ///
    /// - Parameter timeoutMilliseconds: how long to wait for the other side before giving it up.
    package init?(path: String, timeoutMilliseconds: Int) {
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { return nil }
        _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
        var limit = timeval(
            tv_sec: timeoutMilliseconds / 1000, tv_usec: timeoutMilliseconds % 1000 * 1000)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(
                socket, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        guard Self.connect(socket, path) else {
            close(socket)
            return nil
        }
        self.socket = socket
    }

    deinit { close(socket) }

    private static func connect(_ socket: Int32, _ path: String) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }

    /// Sends lines.
    ///
    /// - Returns: false where the other side is gone; it may have received some of them.
    package func send(_ lines: [[UInt8]]) -> Bool {
        var rest = lines.flatMap { $0 + [UInt8(ascii: "\n")] }[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }

    /// Waits for the next line; nil where the other side is gone, or takes too long.
    package func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 16 * 1024)
        while true {
            if let line = splitter.next() {
                guard case .line(let bytes) = line else { return nil }
                return bytes
            }
            let count = recv(socket, &buffer, buffer.count, 0)
            if count > 0 {
                splitter.add(buffer[..<count])
            } else if count == 0 || errno != EINTR {
                return nil
            }
        }
    }
}

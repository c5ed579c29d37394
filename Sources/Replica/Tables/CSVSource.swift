#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Bytes in chunks, from a file or from memory.
///
/// A file is never held as a whole: each chunk is one `read(2)` of at most ``chunkBytesMax``.
package struct CSVSource: ~Copyable {
    package static let chunkBytesMax = 64 * 1024

    private let descriptor: Int32
    private let path: String
    private let bytes: [UInt8]
    private var offset = 0
    private let chunkBytes: Int

    /// Opens a regular file for reading; the descriptor is closed with this value.
    ///
    /// Pipes and devices are refused: a table is read twice, first to count its rows.
    package init(path: String) throws(CSVError) {
        // Without O_NONBLOCK, opening a pipe would wait for its other end.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw .unreadable(path: path, reason: Self.reason(errno))
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .unreadable(path: path, reason: "not a regular file")
        }
        self.descriptor = descriptor
        self.path = path
        self.bytes = []
        self.chunkBytes = Self.chunkBytesMax
    }

    /// Takes bytes from memory, `chunkBytes` at a time (at least 1).
    package init(bytes: [UInt8], chunkBytes: Int = CSVSource.chunkBytesMax) {
        self.descriptor = -1
        self.path = ""
        self.bytes = bytes
        self.chunkBytes = max(1, chunkBytes)
    }

    deinit {
        if descriptor >= 0 {
            close(descriptor)
        }
    }

    /// The next bytes, or an empty array at the end.
    mutating func nextChunk() throws(CSVError) -> [UInt8] {
        guard descriptor < 0 else {
            return try readFile()
        }
        let end = min(bytes.count, offset + chunkBytes)
        defer { offset = end }
        return Array(bytes[offset..<end])
    }

    private func readFile() throws(CSVError) -> [UInt8] {
        while true {
            var outcome = 0
            var failure: Int32 = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: chunkBytes) { buffer, count in
                outcome = read(descriptor, buffer.baseAddress, buffer.count)
                failure = errno
                count = max(0, outcome)
            }
            if outcome >= 0 {
                return chunk
            }
            guard failure == EINTR else {
                throw .unreadable(path: path, reason: Self.reason(failure))
            }
        }
    }

    private static func reason(_ code: Int32) -> String {
        strerror(code).map { String(cString: $0) } ?? "errno \(code)"
    }
}

import Glibc

/// Where an export goes: standard output, or a file that appears whole or not at all.
final class ExportTarget {
    private let path: String?
    private let temporary: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var isFinished = false

    private static let bufferBytes = 64 * 1024

    /// Begins an export.
    ///
    /// - Parameter path: the file, readable by its owner only; nil for standard output.
    init(path: String?) throws {
        self.path = path
        temporary = (path ?? "") + ".part"
        guard path != nil else {
            descriptor = STDOUT_FILENO
            return
        }
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure(
                "\(temporary) can't be written (\(StandardStreams.reason())): choose another place "
                    + "with --out.")
        }
    }

    deinit {
        guard path != nil, !isFinished else { return }
        close(descriptor)
        unlink(temporary)
    }

    /// Adds bytes.
    func write(_ bytes: [UInt8]) throws {
        buffer += bytes
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    private func flush() throws {
        try StandardStreams.write(buffer, to: descriptor)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Puts the file in its place.
    func finish() throws {
        try flush()
        guard let path else { return }
        guard fsync(descriptor) == 0, rename(temporary, path) == 0 else {
            throw Failure("\(path) can't be written (\(StandardStreams.reason())).")
        }
        isFinished = true
        close(descriptor)
    }
}

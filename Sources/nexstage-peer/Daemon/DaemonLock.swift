import Glibc

/// Says that a daemon runs on a folder and space: an `flock`, gone with the process.
final class DaemonLock {
    private let descriptor: Int32

    /// Takes the lock; nil where another process has it.
    init?(path: String) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure(
                "\(path) can't be opened (\(StandardStreams.reason())): check the folder's owner and "
                    + "rights.")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        ftruncate(descriptor, 0)
        try? StandardStreams.write(Array("\(getpid())\n".utf8), to: descriptor)
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// The process id that the holder has written.
    static func holder(path: String) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "?" }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = max(0, read(descriptor, &bytes, bytes.count))
        let digits = bytes.prefix(count).prefix {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
        return digits.isEmpty ? "?" : String(decoding: digits, as: UTF8.self)
    }
}

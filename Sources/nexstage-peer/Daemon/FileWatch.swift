import Glibc
import Replica

/// Notices that some process has written to a replica's file.
struct FileWatch {
    private let path: String
    private var last: Stamp?

    private struct Stamp: Hashable {
        let seconds: Int
        let nanoseconds: Int
        let bytes: Int64
    }

    init(_ replica: Replica) {
        // Every commit goes into the write-ahead log first.
        path = replica.folder.databasePath(of: replica.space) + "-wal"
        last = Self.stamp(path)
    }

    /// Whether anything was written since the last time.
    mutating func hasChanged() -> Bool {
        let now = Self.stamp(path)
        defer { last = now }
        return now != last
    }

    private static func stamp(_ path: String) -> Stamp? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Stamp(
            seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec,
            bytes: Int64(status.st_size))
    }
}

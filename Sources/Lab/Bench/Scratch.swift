internal import Foundation
internal import SQLite

/// A folder for the length of a benchmark.
enum Scratch {
    /// Makes a folder with a name of its own, on the disk that holds the given folder.
    static func make(in parent: String, suffix: String) throws -> String {
        let path = parent + "/nexstage-bench-" + suffix
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        return path
    }

    static func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Removes a database with its write-ahead log, if there is one.
    static func removeDatabase(at path: String) throws {
        for suffix in ["", "-wal", "-shm"]
        where FileManager.default.fileExists(
            atPath: path + suffix)
        {
            try FileManager.default.removeItem(atPath: path + suffix)
        }
    }
}

extension Scratch {
    /// The size of a database with what is still in its write-ahead log.
    static func pageBytes(ofDatabase path: String) throws -> Int64 {
        let database = try Database(path: path, mode: .readOnly)
        let pages = try database.int("PRAGMA page_count") ?? 0
        return pages * (try database.int("PRAGMA page_size") ?? 0)
    }
}

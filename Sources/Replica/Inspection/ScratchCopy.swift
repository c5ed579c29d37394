internal import Foundation
internal import SQLite

/// A copy of a database to try something out on, which nobody needs to find after a crash.
struct ScratchCopy {
    let database: Database
    private let path: String?

    /// Copies what the connection's snapshot sees.
    ///
    /// - Parameters:
    ///   - folder: where a copy goes that is too large for memory.
    ///   - memoryBytes: up to which size it stays in memory.
    init(of source: Database, in folder: String, memoryBytes: Int64) throws {
        let bytes =
            (try source.int("PRAGMA page_count") ?? 0) * (try source.int("PRAGMA page_size") ?? 0)
        guard bytes > memoryBytes else {
            path = nil
            database = try source.copiedToMemory()
            return
        }
        let path = folder + "/nexstage-verify-" + UUID().uuidString
        self.path = path
        do {
            try source.backup(to: path)
            var configuration = Configuration()
            configuration.journalMode = .memory
            configuration.synchronous = .off
            configuration.erasesDeletedContent = false
            database = try Database(path: path, mode: .readWrite, configuration: configuration)
        } catch {
            Self.remove(path)
            throw error
        }
    }

    /// Closes the copy and removes its files.
    func discard() {
        database.close()
        if let path { Self.remove(path) }
    }

    private static func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }
}

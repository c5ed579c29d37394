/// Puts a space's database out of the way without losing it.
enum SetAside {
    /// A database, and the files that lie next to it while it is in use.
    static let suffixes = ["", "-journal", "-wal", "-shm"]

    /// Moves a database out of the way, with its write-ahead log; it can still be opened by hand.
    ///
    /// - Returns: where it is now.
    static func move(_ target: String) throws -> String {
        let presence = try FolderLock(path: target + ".lock")
        guard try presence.enter() else {
            throw ReplicaError(
                .locked,
                "Another process has \(target) open. Stop «run» and wait for other commands to end."
            )
        }
        var number = 1
        while FileSystem.exists(target + ".replaced-\(number)") { number += 1 }
        let aside = target + ".replaced-\(number)"
        for suffix in suffixes where FileSystem.exists(target + suffix) {
            try FileSystem.move(target + suffix, to: aside + suffix)
        }
        return aside
    }
}

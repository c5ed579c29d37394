import Foundation
import SQLite
import Simulator

/// A folder in memory, if the system has such, with a faulty disk for what is in it.
final class DiskFolder {
    let path: String
    let disk: FaultyDisk

    /// Makes a folder and a disk.
    init(seed: UInt64 = 1) throws {
        let name = UUID().uuidString
        let memory = "/dev/shm"
        let isMemory = FileManager.default.isWritableFile(atPath: memory)
        path = (isMemory ? memory : NSTemporaryDirectory()) + "/nexstage-disk-" + name
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        disk = FaultyDisk(name: "nexstage-fault-" + name, seed: seed)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var databasePath: String { path + "/test.sqlite" }

    /// Opens the folder's database through the disk.
    func open(_ change: (inout Configuration) -> Void = { _ in }) throws -> Database {
        var configuration = Configuration()
        configuration.vfsName = disk.vfsName
        change(&configuration)
        return try Database(path: databasePath, configuration: configuration)
    }

    /// The bytes of a file; empty where there is none.
    func bytes(_ suffix: String = "") -> [UInt8] {
        FileManager.default.contents(atPath: databasePath + suffix).map(Array.init) ?? []
    }
}

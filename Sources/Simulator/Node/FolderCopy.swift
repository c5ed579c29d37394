import Foundation

/// The files of a data folder and of what lies outside it, as they were at one moment.
struct FolderCopy {
    private let folder: [(name: String, bytes: Data)]
    private let state: [(name: String, bytes: Data)]

    /// Copies both folders while no process has them open for writing.
    init(folder: String, state: String) throws {
        self.folder = try Self.read(folder)
        self.state = try Self.read(state)
    }

    private static func read(_ path: String) throws -> [(name: String, bytes: Data)] {
        let manager = FileManager.default
        guard manager.fileExists(atPath: path) else { return [] }
        return try manager.contentsOfDirectory(atPath: path).sorted()
            .filter { !$0.hasSuffix("-shm") && !$0.contains(".lock") }
            .map { ($0, try Data(contentsOf: URL(fileURLWithPath: path + "/" + $0))) }
    }

    /// Puts the folder back as a person does who unpacks a backup: the files are new ones.
    func restore(folder path: String) throws {
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        for file in folder {
            try file.bytes.write(to: URL(fileURLWithPath: path + "/" + file.name))
        }
    }

    /// Puts the folder's files back in their places, so that only what lies outside can tell.
    func overwrite(folder path: String) throws { try Self.overwrite(folder, in: path) }

    /// Puts a whole machine back: the files keep their places, and what lies outside the folder
    /// goes back as well, so that nothing here tells.
    func rollBack(folder path: String, state: String) throws {
        try Self.overwrite(folder, in: path)
        try Self.overwrite(self.state, in: state)
    }

    private static func overwrite(_ files: [(name: String, bytes: Data)], in path: String) throws {
        let kept = Set(files.map(\.name))
        let manager = FileManager.default
        for name in (try? manager.contentsOfDirectory(atPath: path)) ?? []
        where !kept.contains(name) && !name.contains(".lock") {
            try manager.removeItem(atPath: path + "/" + name)
        }
        for file in files {
            let place = URL(fileURLWithPath: path + "/" + file.name)
            guard manager.fileExists(atPath: place.path) else {
                try file.bytes.write(to: place)
                continue
            }
            // In place: a new file would have another inode.
            let handle = try FileHandle(forWritingTo: place)
            defer { try? handle.close() }
            try handle.truncate(atOffset: 0)
            try handle.write(contentsOf: file.bytes)
        }
    }
}

#if canImport(Glibc)
    import Glibc
#endif

/// The few calls to the file system that a data folder needs, with their failures in words.
enum FileSystem {
    /// How large a small file of ours may be.
    static let smallFileBytesMaximum = 64 * 1024

    /// What tells one file from another on a machine.
    struct Identity: Hashable {
        var device: UInt64
        var inode: UInt64
    }

    /// Makes a folder with its parents, readable by its owner only.
    static func makeFolder(_ path: String) throws(ReplicaError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
            guard mkdir(made, 0o700) != 0, errno != EEXIST, errno != EISDIR else { continue }
            throw ReplicaError(
                .noAccess, "The folder \(made) can't be made (\(reason())). Choose one with --data."
            )
        }
        guard isFolder(path) else {
            throw ReplicaError(.noAccess, "\(path) is not a folder. Choose another with --data.")
        }
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0
    }

    static func identity(of path: String) -> Identity? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    }

    /// The names in a folder, sorted.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The bytes of a small file; nil where there is none or it is too large.
    static func bytes(at path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: smallFileBytesMaximum + 1)
        let count = read(file, &bytes, bytes.count)
        guard count >= 0, count <= smallFileBytesMaximum else { return nil }
        return Array(bytes.prefix(count))
    }

    /// The text of a small file without white space around it; nil where there is none.
    static func text(at path: String) -> String? {
        guard let bytes = bytes(at: path) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        let trimmed = text.drop { $0.isWhitespace }
        guard let last = trimmed.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        return String(trimmed[...last])
    }

    /// Writes a new file that only its owner reads, durably; fails where there is one.
    static func writeNewSecret(_ text: String, to path: String) throws(ReplicaError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw ReplicaError(.noAccess, "\(path) can't be written (\(reason())).")
        }
        defer { close(file) }
        let bytes = Array(text.utf8)
        guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
            let why = reason()
            unlink(path)
            throw ReplicaError(.storage, "\(path) can't be written (\(why)).")
        }
    }

    /// Replaces a small file at once; no promise that it survives a power cut.
    static func replace(_ path: String, with text: String) -> Bool {
        let temporary = path + ".new"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        let bytes = Array(text.utf8)
        let isWritten = write(file, bytes, bytes.count) == bytes.count
        close(file)
        return isWritten && rename(temporary, path) == 0
    }

    /// Makes a folder that only its owner enters; false where there is one, or it can't be made.
    static func makeNewFolder(_ path: String) -> Bool { mkdir(path, 0o700) == 0 }

    /// Removes a file; one that isn't there is no fault.
    static func remove(_ path: String) { unlink(path) }

    /// Removes an empty folder.
    static func removeFolder(_ path: String) { rmdir(path) }

    /// How large a file is, bytes; 0 where there is none.
    static func size(of path: String) -> Int64 {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : 0
    }

    /// Lets only the owner read a file.
    static func restrict(_ path: String) throws(ReplicaError) {
        guard chmod(path, 0o600) == 0 else {
            throw ReplicaError(.noAccess, "\(path) can't be made private (\(reason())).")
        }
    }

    /// Brings a file to the disk.
    static func sync(_ path: String) throws(ReplicaError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw ReplicaError(.noAccess, "\(path) can't be opened (\(reason())).")
        }
        defer { close(file) }
        guard fsync(file) == 0 else {
            throw ReplicaError(.storage, "\(path) can't be brought to the disk (\(reason())).")
        }
    }

    /// Gives a file another name on the same disk, durably.
    static func move(_ path: String, to target: String) throws(ReplicaError) {
        guard rename(path, target) == 0 else {
            throw ReplicaError(.storage, "\(target) can't be written (\(reason())).")
        }
        let parts = target.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let folder = parts.joined(separator: "/")
        try sync(folder.isEmpty ? (target.hasPrefix("/") ? "/" : ".") : folder)
    }

    /// Whether a folder lies on a network file system, where file locks and fsync can't be trusted.
    static func isOnNetwork(_ path: String) -> Bool {
        guard let real = realpath(path, nil) else { return false }
        defer { free(real) }
        let folder = String(cString: real)
        guard let mounts = bytes(at: "/proc/self/mounts") else { return false }
        var best: (point: String, type: String) = ("", "")
        for line in String(decoding: mounts, as: UTF8.self).split(separator: "\n") {
            let columns = line.split(separator: " ")
            guard columns.count > 2 else { continue }
            let point = String(columns[1])
            let isAbove = point == "/" || folder == point || folder.hasPrefix(point + "/")
            if isAbove, point.count >= best.point.count { best = (point, String(columns[2])) }
        }
        return networkTypes.contains { best.type == $0 || best.type.hasPrefix($0 + ".") }
    }

    private static let networkTypes = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "glusterfs",
    ]

    static func reason() -> String {
        strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
    }
}

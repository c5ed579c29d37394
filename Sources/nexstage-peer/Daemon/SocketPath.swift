import CRDT
import Glibc
import Replica
import Sodium
import Transport

/// Where the daemon of a folder and space listens for the commands of the same machine.
struct SocketPath {
    /// The socket.
    let socket: String
    /// The file whose lock says that a daemon runs.
    let lock: String

    init(_ replica: Replica) {
        let database = replica.folder.databasePath(of: replica.space)
        let stem = Self.absolute(database.dropLast(".sqlite".count) + "")
        lock = stem + ".daemon"
        let beside = stem + ".sock"
        socket =
            beside.utf8.count <= LineLimits.pathBytesMaximum ? beside : Self.short(for: beside)
    }

    /// The same path for every process, whatever its working folder.
    private static func absolute(_ path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.dropLast().joined(separator: "/")
        guard let real = realpath(folder.isEmpty ? "." : folder, nil) else { return path }
        defer { free(real) }
        return String(cString: real) + "/" + (parts.last ?? "")
    }

    /// Unix sockets have short names only: a deep data folder gets one elsewhere.
    private static func short(for path: String) -> String {
        let hash = (try? BLAKE2b.hash(Array(path.utf8), outputCount: 16)) ?? []
        let name = hash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        return shortFolder + "/" + name + ".sock"
    }

    private static var shortFolder: String { "/tmp/nexstage-\(getuid())" }

    /// Makes the folder of a short name, which must be this user's alone.
    func prepare() throws {
        guard socket.hasPrefix(Self.shortFolder + "/") else { return }
        mkdir(Self.shortFolder, 0o700)
        var status = stat()
        guard lstat(Self.shortFolder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
            status.st_uid == getuid(), status.st_mode & 0o077 == 0
        else {
            throw Failure(
                "\(Self.shortFolder) is not a folder of this user alone: remove it, or choose a "
                    + "shorter data folder with --data.")
        }
    }
}

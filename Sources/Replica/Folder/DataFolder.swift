public import CRDT
internal import Sodium

/// A data folder: the device's key and name, and one SQLite file for each space.
public struct DataFolder: Hashable, Sendable {
    /// Where it is, absolute or relative to the working folder.
    public let path: String

    /// Names a folder; nothing is opened or made.
    public init(path: String) { self.path = path }

    /// Where the device's secret key is.
    var keyPath: String { path + "/device.key" }
    /// Where the device's name is.
    var namePath: String { path + "/device.name" }
    /// The database of a space.
    public func databasePath(of space: SpaceID) -> String {
        path + "/space-\(space.description.prefix(16)).sqlite"
    }

    /// Whether a device key is there.
    public var isInitialised: Bool { FileSystem.exists(keyPath) }

    /// The databases of all spaces, sorted.
    public var databasePaths: [String] {
        FileSystem.names(in: path).filter { $0.hasPrefix("space-") && $0.hasSuffix(".sqlite") }
            .map { path + "/" + $0 }
    }

    /// Makes the folder, a device key and the device's name.
    ///
    /// - Throws: ``ReplicaError/Code/alreadyExists`` where a key is there.
    public func initialise(name: String, environment: Environment) throws {
        let name = try Self.checkedName(name)
        guard !isInitialised else {
            throw ReplicaError(
                .alreadyExists,
                "\(path) is a replica already. Choose another folder with --data, or go on with it."
            )
        }
        try FileSystem.makeFolder(path)
        guard !FileSystem.isOnNetwork(path) else {
            throw ReplicaError(
                .invalid,
                "\(path) is on a network file system, where locks can't be trusted. Choose a local "
                    + "disk with --data.")
        }
        let seed = try environment.randomBytes(Ed25519.seedCount)
        try FileSystem.writeNewSecret(name, to: namePath)
        try FileSystem.writeNewSecret(seed.hex, to: keyPath)
    }

    /// The device's name, as people see it.
    public var deviceName: String { FileSystem.text(at: namePath) ?? "?" }

    /// Reads the device's key pair.
    func deviceKeys() throws -> Ed25519.KeyPair { try Ed25519.KeyPair(seed: deviceSeed()) }

    /// Reads the seed of the device's secret key.
    func deviceSeed() throws -> [UInt8] {
        guard let text = FileSystem.text(at: keyPath) else {
            throw ReplicaError(
                .notInitialised,
                "\(path) is not a replica. Make one with: nexstage-peer init --name NAME --data \(path)"
            )
        }
        guard let seed = [UInt8](hex: text), seed.count == Ed25519.seedCount else {
            throw ReplicaError(
                .damaged, "\(keyPath) is damaged: it should hold 64 hexadecimal digits.")
        }
        return seed
    }

    /// A name as it may stand in the log: trimmed, 1–200 bytes, no control characters.
    static func checkedName(_ name: String) throws(ReplicaError) -> String {
        let text = PlainText.normalized(name)
        guard !text.isEmpty, text.utf8.count <= Limits.textBytesMaximum,
            !PlainText.hasControls(text)
        else {
            throw ReplicaError(
                .invalid,
                "A name has 1 to \(Limits.textBytesMaximum) bytes and no control characters.")
        }
        return text
    }
}

internal import CRDT
public import SQLite

/// What went wrong, in one sentence that says with what, and what to do.
public struct ReplicaError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of trouble; new codes may come with a release.
    public struct Code: Hashable, Sendable, RawRepresentable {
        /// The word that programs see.
        public let rawValue: String
        /// A code by its word.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The folder has no replica yet.
        public static let notInitialised = Code(rawValue: "not_initialised")
        /// There is something already.
        public static let alreadyExists = Code(rawValue: "already_exists")
        /// No space, or none of that name.
        public static let noSpace = Code(rawValue: "no_space")
        /// Several spaces, and none named.
        public static let whichSpace = Code(rawValue: "which_space")
        /// The text fits several people.
        public static let ambiguous = Code(rawValue: "ambiguous")
        /// Nothing of that name.
        public static let notFound = Code(rawValue: "not_found")
        /// This device may not do that.
        public static let notPermitted = Code(rawValue: "not_permitted")
        /// Something given is malformed or out of bounds.
        public static let invalid = Code(rawValue: "invalid")
        /// Another process holds the folder.
        public static let locked = Code(rawValue: "locked")
        /// No space left on the disk.
        public static let diskFull = Code(rawValue: "disk_full")
        /// The file is damaged.
        public static let damaged = Code(rawValue: "damaged")
        /// The file isn't a replica, or another program's.
        public static let foreign = Code(rawValue: "foreign")
        /// The file was written by a newer release.
        public static let newer = Code(rawValue: "newer")
        /// The file was written by an early release, and is not carried over.
        public static let older = Code(rawValue: "older")
        /// The system refuses access.
        public static let noAccess = Code(rawValue: "no_access")
        /// Anything else that the disk or the database says.
        public static let storage = Code(rawValue: "storage")
    }

    /// The kind of trouble.
    public let code: Code
    /// The sentence.
    public let message: String

    /// An error of a kind, with its sentence.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    public var description: String { message }
}

extension ReplicaError: SQLiteErrorConvertible {
    /// Says in words what SQLite's code means for the person at the laptop.
    public init(_ error: SQLiteError) {
        switch true {
        case error.isFull:
            self.init(
                .diskFull, "The disk is full: nothing was written. Free some space, then repeat.")
        // SQLITE_PROTOCOL: the file's lock could not be had in many tries.
        case error.isBusy, error.code == 15:
            self.init(
                .locked,
                "Another process holds the replica's file. Close it, or wait a moment, then repeat."
            )
        case error.isCorrupt, error.isNotADatabase:
            self.init(
                .damaged,
                "The replica's file is damaged (\(error.message)). Don't delete it: restore a backup "
                    + "beside it, or join again; what this device sent is on its peers.")
        case error.isReadOnly, error.cannotOpen:
            self.init(
                .noAccess,
                "The replica's file can't be written (\(error.message)). Check the folder's owner "
                    + "and rights.")
        case error.isIOError:
            self.init(
                .storage,
                "The disk reports an error (\(error.message)). Nothing was acknowledged; check the "
                    + "disk, then repeat.")
        default: self.init(.storage, "The database refuses: \(error.message).")
        }
    }

    /// Runs the body, and says in words what SQLite says in codes.
    static func inWords<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as SQLiteError {
            throw ReplicaError(error)
        }
    }

    /// Says in words why a file can't be opened as a replica.
    init(_ error: MigrationError, path: String) {
        switch error {
        case .foreign:
            self.init(
                .foreign,
                "\(path) is another program's database. Choose another folder with --data.")
        case .newerSchema(let found, let supported):
            self.init(
                .newer,
                "\(path) was written by a newer release (schema \(found), this one knows "
                    + "\(supported)). Install that release; nothing was changed.")
        case .abandonedSchema:
            self.init(
                .older,
                "\(path) was written by an early release: its log has format version 0, and this one "
                    + "reads version \(DeltaCodec.version) only. Make or join the space again in "
                    + "another folder (--data), or go on with that release; nothing was changed.")
        case .database(let error), .failed(_, let error): self.init(error)
        case .olderSchema:
            self.init(.storage, "\(path) must be opened for writing once, to bring it up to date.")
        }
    }
}

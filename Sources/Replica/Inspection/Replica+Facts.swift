internal import CRDT
internal import SQLite

extension Replica {
    /// The version of the SQLite library in use, such as `3.40.1`.
    public static var sqliteVersion: String { Database.libraryVersion }
}

extension DataFolder {
    /// The recovery keys that still lie in the folder, sorted: they belong on paper, elsewhere.
    public var recoveryKeyPaths: [String] {
        FileSystem.names(in: path).filter { $0.hasPrefix("recovery-") && $0.hasSuffix(".key") }
            .map { path + "/" + $0 }
    }
}

extension Replica {
    /// How many operations the main branches hold: cheap enough for a progress bar.
    public func heldOperations() -> UInt64 {
        let sequences = (try? summary().frontier.heads.map(\.sequence)) ?? []
        return sequences.reduce(0) { sum, sequence in
            let (total, overflow) = sum.addingReportingOverflow(sequence)
            return overflow ? .max : total
        }
    }
}

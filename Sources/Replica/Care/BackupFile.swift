internal import CRDT
internal import SQLite

/// A backup: the space's database as of one moment, and a table that says whose it is.
///
/// It is a SQLite file of the same schema, so that every release that opens the one opens the other.
struct BackupFile {
    /// The device that made it.
    let device: [UInt8]
    /// The device's name.
    let name: String
    /// The seed of the device's secret key; nil where it was left out.
    let seed: [UInt8]?
    /// When it was made, milliseconds since 1970 by the device's clock.
    let wallMilliseconds: UInt64

    private static let table = "backup"

    /// Writes the table into a fresh copy, and takes out what must not live twice.
    ///
    /// An invitation is good for one device; redeemed here and at the copy it would admit two.
    func write(into database: Database) throws {
        try database.execute(
            """
            CREATE TABLE \(Self.table)(
                device BLOB NOT NULL, name TEXT NOT NULL, seed BLOB, wall INTEGER NOT NULL)
            """)
        try database.run(
            "INSERT INTO \(Self.table)(device, name, seed, wall) VALUES(?, ?, ?, ?)",
            .blob(device), .text(name), seed.map { .blob($0) } ?? .null,
            .integer(Int64(clamping: wallMilliseconds)))
        try database.execute("DELETE FROM local_invite")
    }

    /// Reads the table.
    ///
    /// - Throws: ``ReplicaError/Code/foreign`` where the file is no backup.
    init(reading database: Database, path: String) throws {
        let count = try database.int(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?",
            .text(Self.table))
        let found =
            count == 1
            ? try database.prepare("SELECT device, name, seed, wall FROM \(Self.table)").row {
                row in
                BackupFile(
                    device: try row.blob(0), name: try row.text(1),
                    seed: try row.isNull(2) ? nil : try row.blob(2),
                    wallMilliseconds: UInt64(clamping: try row.int(3)))
            } : nil
        guard let found else {
            throw ReplicaError(
                .foreign,
                "\(path) is a replica's own file, not a backup of it. Make one with: nexstage-peer "
                    + "backup FILE")
        }
        self = found
    }

    init(device: [UInt8], name: String, seed: [UInt8]?, wallMilliseconds: UInt64) {
        self.device = device
        self.name = name
        self.seed = seed
        self.wallMilliseconds = wallMilliseconds
    }

    /// Makes a restored copy a replica's file again, whose next operation begins a new incarnation.
    static func clear(_ database: Database) throws {
        try database.execute("DROP TABLE \(table)")
        // No file has this number: whatever the log's place was, it is not this folder's any more.
        try database.execute("UPDATE local_incarnation SET inode = 0")
    }
}

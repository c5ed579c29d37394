internal import CRDT
internal import SQLite

/// What somebody who helps needs to know of a replica, without a word about people.
///
/// Names of guests, staff, devices, gates and of the event stay out; so do tags, tickets and keys.
/// Devices and logs are named by the beginning of their public ids.
public struct DiagnosticsReport: Codable, Sendable {
    /// SQLite's version.
    public var sqlite: String
    /// The version of the log's format.
    public var format: UInt64
    /// The version of the tables.
    public var schema: Int64
    /// This device's clock, milliseconds since 1970.
    public var wallMilliseconds: UInt64
    /// The state in numbers.
    public var digest: DigestReport
    /// This device's role; nil while it isn't admitted.
    public var role: String?
    /// The policy.
    public var policy: String
    /// Bytes of the database and of its write-ahead log.
    public var bytes: Int64
    /// Rows of each table.
    public var rows: [String: Int64]
    /// Logs, with how far they are held.
    public var logs: [Log]
    /// Peers that were ever heard.
    public var peers: [Peer]
    /// Conflicts and notices by class.
    public var conflicts: [String: Int]
    /// Operations without effect by status.
    public var quarantined: [String: Int64]
    /// What SQLite finds wrong with the file; empty when all is well.
    public var problems: [String]

    /// One log.
    public struct Log: Codable, Sendable {
        /// The beginning of its author's id.
        public var author: String
        /// Deltas held.
        public var ordinal: UInt64
        /// Operations held.
        public var sequence: UInt64
        /// Whether it parted.
        public var isParted: Bool
        /// The time at its head, milliseconds since 1970.
        public var timeMilliseconds: UInt64
    }

    /// One peer.
    public struct Peer: Codable, Sendable {
        /// The beginning of its public key.
        public var device: String
        /// Whether it is heard now.
        public var inContact: Bool
        /// When it was last heard, milliseconds since 1970.
        public var lastContact: UInt64
        /// How far its clock is ahead, milliseconds.
        public var offsetMilliseconds: Int64?
        /// Operations that it has and this replica has not.
        public var behind: Int
    }

    /// How much of an id is told.
    static let idPrefixCount = 16
}

extension Replica {
    /// Collects what somebody who helps needs to know, without a word about people.
    public func diagnostics() throws -> DiagnosticsReport {
        let peers = try contacts().map { peer in
            DiagnosticsReport.Peer(
                device: String(peer.device.prefix(DiagnosticsReport.idPrefixCount)),
                inContact: peer.inContact, lastContact: peer.lastContact,
                offsetMilliseconds: peer.offsetMilliseconds, behind: peer.behind)
        }
        let classes = try conflicts(language: "en").map(\.conflictClass)
        let space = try spaceReport()
        return try read { queries in
            let database = queries.database
            return DiagnosticsReport(
                sqlite: Self.sqliteVersion, format: UInt64(DeltaCodec.version),
                schema: try database.int("PRAGMA user_version") ?? 0,
                wallMilliseconds: environment.wallMilliseconds(), digest: try queries.digest(),
                role: space.role, policy: space.policy, bytes: fileBytes,
                rows: try Self.rows(database), logs: try Self.logs(queries), peers: peers,
                conflicts: classes.reduce(into: [:]) { $0[$1, default: 0] += 1 },
                quarantined: try Self.quarantined(database),
                problems: try database.integrityCheck())
        }
    }

    private static func rows(_ database: Database) throws -> [String: Int64] {
        var tables: [String] = []
        try database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            .forEach { row in tables.append(try row.text(0)) }
        return try tables.reduce(into: [:]) { rows, table in
            rows[table] = try database.int("SELECT count(*) FROM \"\(table)\"") ?? 0
        }
    }

    private static func logs(_ queries: Queries) throws -> [DiagnosticsReport.Log] {
        try queries.log.authors().map { author in
            DiagnosticsReport.Log(
                author: String("\(author.id)".prefix(DiagnosticsReport.idPrefixCount)),
                ordinal: author.ordinal, sequence: author.sequence, isParted: author.root != nil,
                timeMilliseconds: author.time.milliseconds)
        }.sorted { ($0.author, $0.ordinal) < ($1.author, $1.ordinal) }
    }

    /// The tables whose operations may be without effect.
    private static let judged = [
        "enrolment", "attendance", "attempt", "register", "alias", "relation", "label", "witness",
        "resolution", "membership", "stranger",
    ]

    private static func quarantined(_ database: Database) throws -> [String: Int64] {
        var counts: [String: Int64] = [:]
        for table in judged {
            try database.prepare(
                "SELECT permit, count(*) FROM \(table) WHERE permit <> 0 GROUP BY permit"
            ).forEach { row in
                let permission = Permission(rawValue: UInt8(truncatingIfNeeded: try row.int(0)))
                counts[permission?.word ?? "?", default: 0] += try row.int(1)
            }
        }
        return counts
    }
}

internal import CRDT
internal import SQLite

/// The derived tables as one value that operations are applied to, with their fingerprint.
///
/// Everything here happens inside the caller's transaction. What is cached (the membership, the
/// interner's rows) comes from committed data only: see ``forget()``.
final class StateTables {
    let database: Database
    let interner: Interner
    let space: SpaceID
    var fingerprint = Fingerprint()
    var hasher: RowHasher { RowHasher(interner: interner) }
    /// Elements whose people may have become one, or have parted, since the transaction began.
    var changedIdentities: Set<Int64> = []
    /// Whether a log has parted, or a branch has grown: then names mean something else, and the
    /// tables are rebuilt at the end of the transaction.
    var needsRebuild = false
    /// What waits for the operations of the run that is being applied; nil while each is asked for.
    var expectation: RunExpectation?
    private var seenCredentials: Set<[Int64]> = []
    private var lastCredential: (authorRow: Int64, dot: Dot)?
    /// Statements that run for each operation, by the tags of their tables: found without their text.
    private var inserts = [Statement?](repeating: nil, count: DerivedTable.all.count + 1)
    private var enrolledPerson: Statement?
    /// Where rows are told before they are hashed.
    private var scratch = ByteWriter(capacity: 256)

    init(database: Database, space: SpaceID, interner: Interner? = nil) {
        self.database = database
        self.space = space
        self.interner = interner ?? Interner(database)
    }

    /// Drops what was cached: after a rollback, or when another connection has written.
    func forget() {
        interner.forget()
        seenCredentials.removeAll()
        lastCredential = nil
        expectation = nil
        needsRebuild = false
        changedIdentities.removeAll()
    }

    /// Reads the fingerprint that the last transaction left.
    func loadFingerprint() throws {
        let statement = try database.prepare(
            "SELECT value FROM local_setting WHERE key = 'fingerprint'")
        let stored = try statement.row { row in Hash256(bytes: try row.blob(0)) }
        fingerprint = Fingerprint((stored ?? nil) ?? Hash256(words: (0, 0, 0, 0)))
    }

    /// Writes the fingerprint for the transaction that is about to commit.
    func storeFingerprint() throws {
        try database.run(
            "INSERT OR REPLACE INTO local_setting(key, value) VALUES('fingerprint', ?)",
            .blob(fingerprint.sum.bytes))
    }

    // MARK: - Rows

    /// Adds a row and counts it.
    func insert(_ table: DerivedTable, _ values: [Value]) throws {
        let statement = try insertStatement(of: table)
        try statement.bindAll(values)
        try statement.run()
        scratch.clear()
        try hasher.write(table, values, to: &scratch)
        fingerprint.add(scratch.bytes)
    }

    private func insertStatement(of table: DerivedTable) throws -> Statement {
        if let known = inserts[Int(table.tag)] { return known }
        let statement = try database.prepare(table.insertSQL)
        inserts[Int(table.tag)] = statement
        return statement
    }

    /// The row and the id of the person whom an enrolment enrols; nil while it isn't known.
    func enrolled(by key: DotKey) throws -> (row: Int64, id: PersonID?)? {
        let statement =
            try enrolledPerson
            ?? database.prepare(
                """
                SELECT e.person, p.person FROM enrolment e JOIN person p ON p.id = e.person
                WHERE e.dot = ?
                """)
        enrolledPerson = statement
        try statement.bind(key.rawValue, at: 1)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        return (try statement.int(0), try statement.withBlob(1) { PersonID(bytes: $0) })
    }

    /// A row by its key; nil where there is none.
    func row(_ table: DerivedTable, _ key: Value...) throws -> [Value]? {
        try row(table, key: key)
    }

    private func row(_ table: DerivedTable, key: [Value]) throws -> [Value]? {
        let statement = try database.prepare(table.selectByKeySQL)
        try statement.bindAll(key)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        return try values(of: statement, table)
    }

    /// The columns of the statement's row, by their kinds.
    func values(of statement: Statement, _ table: DerivedTable) throws -> [Value] {
        try table.columns.indices.map { index in
            if try statement.isNull(index) { return .null }
            return table.columns[index].kind == .bytes
                ? .blob(try statement.blob(index)) : .integer(try statement.int(index))
        }
    }

    /// Changes one column of a row, in the table and in the fingerprint; false without such a row.
    @discardableResult
    func set(
        _ column: String, to value: Int64, in table: DerivedTable, key: Value...
    ) throws -> Bool {
        guard let index = table.index(of: column), var values = try row(table, key: key) else {
            return false
        }
        guard values[index] != .integer(value) else { return true }
        fingerprint.subtract(try hasher.bytes(table, values))
        values[index] = .integer(value)
        fingerprint.add(try hasher.bytes(table, values))
        let condition = table.columns.prefix(table.keyCount).map { "\($0.name) = ?" }
        let statement = try database.prepare(
            "UPDATE \(table.name) SET \(column) = ? WHERE "
                + condition.joined(separator: " AND "))
        try statement.bindAll([.integer(value)] + key)
        try statement.run()
        return true
    }

    // MARK: - Membership

    /// Who may write what, by the facts held.
    func membership() throws -> Membership {
        if let known = interner.membership { return known }
        return try readMembership()
    }

    /// Judges the facts again: some are new, or places that they name have been reached.
    func readMembership() throws -> Membership {
        let facts = try membershipFacts()
        let membership = Membership(facts, paths: try paths(to: facts.flatMap(\.positions)))
        interner.membership = membership
        return membership
    }

    /// What the dots mean that operations name.
    func names() throws -> LogNames {
        try LogNames(LogReader(database: database, interner: interner))
    }

    /// Every genuine membership operation held.
    private func membershipFacts() throws -> [MembershipFact] {
        var keys: [(DotKey, UInt64)] = []
        try database.prepare(
            """
            SELECT dot, ordinal FROM membership WHERE genuine = 1 ORDER BY dot
            """
        ).forEach { row in
            keys.append((DotKey(rawValue: try row.int(0)), UInt64(clamping: try row.int(1))))
        }
        // In the order of the log, so that a segment with many facts is decoded once.
        var log = SegmentCursor(log: LogReader(database: database, interner: interner))
        let names = try names()
        return try keys.compactMap { key, ordinal in
            guard let found = try log.operation(at: key),
                let author = try log.log.author(row: key.author)
            else { return nil }
            let context = try names.context(for: found.delta, of: author)
            return MembershipFact(
                dot: try interner.dot(key), ordinal: ordinal, device: context.device,
                credential: context.credential, operation: found.operation,
                isAboveParting: author.parent != nil)
        }
    }

    /// Remembers that a log acts under a grant, so that a change of the grant finds the log.
    func noteCredential(_ credential: Dot, authorRow: Int64) throws {
        if let last = lastCredential, last.authorRow == authorRow, last.dot == credential { return }
        lastCredential = (authorRow, credential)
        let key = try interner.key(credential).rawValue
        guard seenCredentials.insert([authorRow, key]).inserted else { return }
        try database.run(
            "INSERT OR IGNORE INTO used_credential(author, credential) VALUES(?, ?)",
            .integer(authorRow), .integer(key))
    }
}

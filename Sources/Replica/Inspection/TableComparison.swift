internal import CRDT
internal import SQLite

/// Compares derived tables with their fingerprint, and with other tables row by row.
struct TableComparison {
    let queries: Queries

    /// The fingerprint that the rows, as they are, add up to.
    func countedFingerprint() throws -> Fingerprint {
        var fingerprint = Fingerprint()
        try forEachRow { _, bytes in fingerprint.add(bytes) }
        for proof in try queries.forkProofs() { fingerprint.add(ForkRow.bytes(proof)) }
        return fingerprint
    }

    /// Which rows are only here or only there, in words.
    func differences(from other: Queries, maximum: Int) throws -> [String] {
        var here: Set<[UInt8]> = []
        try forEachRow { _, bytes in here.insert(bytes) }
        var problems: [String] = []
        try TableComparison(queries: other).forEachRow { table, bytes in
            guard here.remove(bytes) == nil, problems.count < maximum else { return }
            problems.append("A row of \(table.name) is missing: \(Array(bytes.prefix(40)).hex).")
        }
        for bytes in here.sorted(by: { $0.lexicographicallyPrecedes($1) })
        where problems.count < maximum {
            let table = DerivedTable.all.first { $0.tag == bytes.first }?.name ?? "?"
            problems.append("A row of \(table) is not in the log: \(Array(bytes.prefix(40)).hex).")
        }
        return problems
    }

    private func forEachRow(_ body: (DerivedTable, [UInt8]) throws -> Void) throws {
        let tables = StateTables(database: queries.database, space: queries.space)
        for table in DerivedTable.all {
            let statement = try queries.database.prepare(table.selectSQL)
            defer { statement.reset() }
            while try statement.step() {
                let values = try tables.values(of: statement, table)
                try body(table, try tables.hasher.bytes(table, values))
            }
        }
    }
}

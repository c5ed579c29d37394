import SQLite
import Simulator

/// Transactions that are easy to tell apart afterwards: number t writes three rows that say so.
struct TransactionScript {
    static let transactions: Int64 = 6
    static let rowsPerTransaction: Int64 = 3

    /// Runs the script, and says how many transactions were acknowledged when the disk died.
    static func run(on folder: DiskFolder) -> Int64 {
        var acknowledged: Int64 = 0
        do {
            let database = try folder.open()
            defer { database.close() }
            try database.execute("CREATE TABLE fact(id INTEGER PRIMARY KEY, t INTEGER, b BLOB)")
            try database.execute("CREATE INDEX fact_t ON fact(t)")
            for number in 1...transactions {
                try write(number, to: database)
                acknowledged = number
                // In the middle of it the log goes into the file, and begins anew.
                if number == 3 { _ = try database.checkpoint(.restart) }
                if number == 5 { _ = try database.checkpoint(.truncate) }
            }
        } catch {
            // The disk died: what was acknowledged until now is what counts.
        }
        return acknowledged
    }

    private static func write(_ number: Int64, to database: Database) throws {
        try database.transaction(.immediate) {
            for row in 0..<rowsPerTransaction {
                let size = 700 * (row + number)
                try database.run(
                    "INSERT INTO fact(t, b) VALUES(?, zeroblob(?))", .integer(number),
                    .integer(size))
            }
            if number > 1 {
                try database.run(
                    "UPDATE fact SET b = zeroblob(900) WHERE t = ?", .integer(number - 1))
            }
        }
    }

    /// What the file holds: the highest transaction if all up to it are there in full, else nil.
    static func lastWholeTransaction(in database: Database) throws -> Int64? {
        guard try database.int("SELECT count(*) FROM sqlite_schema WHERE name = 'fact'") == 1
        else { return 0 }
        let last = try database.int("SELECT max(t) FROM fact") ?? 0
        let rows = try database.int("SELECT count(*) FROM fact") ?? 0
        let whole =
            try database.int(
                "SELECT count(*) FROM (SELECT t FROM fact GROUP BY t HAVING count(*) = ?)",
                .integer(rowsPerTransaction)) ?? 0
        return whole == last && rows == last * rowsPerTransaction ? last : nil
    }
}

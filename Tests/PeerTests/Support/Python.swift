import Foundation

/// Python's SQLite, to make databases that the program itself never would.
enum Python {
    /// Runs a script; nil where there is no Python with SQLite.
    static func run(_ script: String, _ arguments: String...) throws -> String? {
        let folder = try Scratch()
        let process = try Launch.process(
            ["python3", "-c", script] + arguments,
            environment: ProcessInfo.processInfo.environment, input: nil,
            out: folder.file("out"), err: folder.file("err"), program: "/usr/bin/env")
        Launch.wait(process, seconds: 30)
        return process.terminationStatus == 0 ? folder.text("out") : nil
    }

    static let isAvailable = (try? run("import sqlite3")) != nil

    /// Moves all of a database into its main file, and runs SQL on it.
    static func sql(_ database: String, _ statements: String...) throws {
        try sql(database, statements)
    }

    static func sql(_ database: String, _ statements: [String]) throws {
        let script = """
            import sqlite3, sys
            database = sqlite3.connect(sys.argv[1], isolation_level=None)
            for statement in sys.argv[2].split(";"):
                database.execute(statement).fetchall()
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            database.close()
            """
        let all = statements.isEmpty ? "SELECT 1" : statements.joined(separator: ";")
        _ = try run(script, database, all).orThrow("python3 changed \(database)")
    }
}

internal import CRDT
internal import Replica
internal import SQLite

/// The floor of an ingest: the very rows that it leaves behind, inserted as they are.
///
/// Same columns, same index, same bytes of log, same transactions, same durability; no decoding,
/// no hash, no signature, no question asked.
struct PlainRows {
    private let schema: [String]
    private let attendance: [[Int64]]
    private let segments: [[Value]]

    private static let tables = ["attendance", "log_segment"]
    private static let attendanceInsert =
        "INSERT INTO attendance VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    private static let attendanceColumns = 12
    private static let segmentInsert = "INSERT INTO log_segment VALUES(?, ?, ?, ?, ?, ?)"

    /// Reads what an ingest left in a database beyond what a template holds.
    init(ingested path: String, template: String) throws {
        let database = try Database(path: path, mode: .readOnly)
        var schema: [String] = []
        for table in Self.tables {
            try database.prepare(
                "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC"
            ).forEach(.text(table)) { row in schema.append(try row.text(0)) }
        }
        self.schema = schema
        var attendance: [[Int64]] = []
        try database.prepare("SELECT * FROM attendance ORDER BY dot").forEach { row in
            attendance.append(try (0..<Self.attendanceColumns).map { try row.int($0) })
        }
        self.attendance = attendance
        let before = try Database(path: template, mode: .readOnly)
        let last = try before.int("SELECT max(id) FROM log_segment") ?? 0
        var segments: [[Value]] = []
        try database.prepare("SELECT * FROM log_segment WHERE id > ? ORDER BY id")
            .forEach(.integer(last)) { row in
                segments.append(
                    try (0..<4).map { .integer(try row.int($0)) } + [
                        .blob(try row.blob(4)), .blob(try row.blob(5)),
                    ])
            }
        self.segments = segments
    }

    /// What inserting took: all of it, and its commits alone.
    struct Cost {
        var seconds = 0.0
        var processorSeconds = 0.0
        var commitProcessorSeconds = 0.0
    }

    /// Inserts everything into a new file, in transactions of so many operations each.
    func insert(at path: String, operations: [Int], runs: [Int]) throws -> Cost {
        let database = try Database(path: path)
        for statement in schema { try database.execute(statement) }
        var cost = Cost()
        let watch = Stopwatch()
        var row = 0
        var segment = 0
        for (operationCount, runCount) in zip(operations, runs) {
            try database.begin()
            try insertAttendance(row..<min(row + operationCount, attendance.count), database)
            try insertSegments(segment..<min(segment + runCount, segments.count), database)
            row += operationCount
            segment += runCount
            let commit = Stopwatch()
            try database.commit()
            if try database.walBytes() > Replica.walBytesMaximum {
                _ = try database.checkpoint(.passive)
            }
            cost.commitProcessorSeconds += commit.processorSeconds
        }
        cost.seconds = watch.seconds
        cost.processorSeconds = watch.processorSeconds
        guard row == attendance.count, segment == segments.count else {
            throw BenchError.refused("the floor inserted other rows than the ingest did")
        }
        return cost
    }

    private func insertAttendance(_ range: Range<Int>, _ database: Database) throws {
        let insert = try database.prepare(Self.attendanceInsert)
        for row in range {
            var parameter = 1
            for value in attendance[row] {
                try insert.bind(value, at: parameter)
                parameter += 1
            }
            try insert.run()
        }
    }

    private func insertSegments(_ range: Range<Int>, _ database: Database) throws {
        let insert = try database.prepare(Self.segmentInsert)
        for segment in range {
            try insert.bindAll(segments[segment])
            try insert.run()
        }
    }
}

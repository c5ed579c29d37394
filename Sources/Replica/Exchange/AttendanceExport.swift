internal import CRDT
internal import SQLite

/// The table of all entries and exits, in effect or not, by (time, author, sequence).
struct AttendanceExport {
    static let columns = [
        "person", "name", "category", "checkpoint", "direction", "time", "gate", "operator",
        "reason", "confidence", "operation", "status",
    ]
    /// How many names of gates, operators, checkpoints and people are remembered.
    private static let namesMaximum = 20_000

    private let queries: Queries
    private var gates: [[Int64]: String] = [:]
    private var operators: [[Int64]: String?] = [:]
    private var checkpoints: [Int64: String] = [:]
    private var people: [Int64: Person] = [:]

    private struct Person {
        let id: String
        let name: String?
        let category: String?
    }

    init(_ queries: Queries) { self.queries = queries }

    /// Writes the table.
    mutating func write(
        _ format: ExportFormat, to sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        var table = TableWriter(format, columns: Self.columns, to: sink)
        var merge = try AttendanceMerge(queries)
        while let detail = try merge.next() { try table.write(try cells(of: detail)) }
        try table.finish()
    }

    private mutating func cells(of detail: AttendanceDetail) throws -> [TableWriter.Cell] {
        let person = try person(detail.person)
        return [
            .text(person?.id), .text(person?.name), .text(person?.category),
            .text(try checkpoint(detail.checkpoint)),
            .text(detail.kind == .entry ? "in" : "out"),
            .text(TimeText.utc(milliseconds: detail.wallMilliseconds)),
            .text(try gate(detail)), .text(try operatorName(detail)),
            .text(detail.shape.reason.code), .text(detail.shape.confidence.word),
            .text(detail.dot.description), .text(detail.statusWord),
        ]
    }

    // MARK: - Names

    /// Nil where the enrolment that the operation names has not arrived.
    private mutating func person(_ row: Int64) throws -> Person? {
        guard row != 0 else { return nil }
        if let known = people[row] { return known }
        let canonical = try queries.canonical(row)
        let person = Person(
            id: try queries.interner.person(canonical).description,
            name: try queries.profile(of: canonical)?[.name],
            category: try queries.category(of: canonical))
        if people.count >= Self.namesMaximum { people.removeAll(keepingCapacity: true) }
        people[row] = person
        return person
    }

    private mutating func checkpoint(_ row: Int64) throws -> String {
        if let known = checkpoints[row] { return known }
        let name = try queries.checkpointName(row)
        if checkpoints.count >= Self.namesMaximum { checkpoints.removeAll(keepingCapacity: true) }
        checkpoints[row] = name
        return name
    }

    private mutating func gate(_ detail: AttendanceDetail) throws -> String {
        let key = [detail.key.author, Int64(clamping: detail.gate)]
        if let known = gates[key] { return known }
        let name = try queries.gateName(author: detail.key.author, number: detail.gate)
        if gates.count >= Self.namesMaximum { gates.removeAll(keepingCapacity: true) }
        gates[key] = name
        return name
    }

    private mutating func operatorName(_ detail: AttendanceDetail) throws -> String? {
        guard detail.operatorLabel > 0 else { return nil }
        let key = [detail.key.author, Int64(clamping: detail.operatorLabel)]
        if let known = operators[key] { return known }
        let name = try queries.operatorName(
            author: detail.key.author, number: detail.operatorLabel)
        if operators.count >= Self.namesMaximum { operators.removeAll(keepingCapacity: true) }
        operators[key] = name
        return name
    }
}

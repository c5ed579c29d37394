internal import SQLite

/// What waits in the tables for operations of one run, read once for all of them.
///
/// A removal or a reference may come before what it names. Nearly none does, so asking for each
/// operation of a large run costs more than reading what there is.
struct RunExpectation {
    /// The dots of the run.
    let dots: ClosedRange<Int64>
    private var removed: Set<Int64> = []
    private var referenced: Set<Int64> = []

    init(dots: ClosedRange<Int64>, in database: Database) throws {
        self.dots = dots
        removed = try Self.dots(
            "SELECT target FROM removal WHERE target BETWEEN ? AND ?", dots, database)
        referenced = try Self.dots(
            "SELECT reference FROM unresolved WHERE reference BETWEEN ? AND ?", dots, database)
    }

    private static func dots(
        _ sql: String, _ range: ClosedRange<Int64>, _ database: Database
    ) throws -> Set<Int64> {
        var found: Set<Int64> = []
        try database.prepare(sql).forEach(
            .integer(range.lowerBound), .integer(range.upperBound)
        ) { row in found.insert(try row.int(0)) }
        return found
    }

    /// Whether a removal names the operation; true as well where that isn't known.
    func mayBeRemoved(_ key: DotKey) -> Bool {
        !dots.contains(key.rawValue) || removed.contains(key.rawValue)
    }

    /// Whether something waits for the operation; true as well where that isn't known.
    func mayBeReferenced(_ key: DotKey) -> Bool {
        !dots.contains(key.rawValue) || referenced.contains(key.rawValue)
    }

    /// Notes a removal that was written after the beginning of the run.
    mutating func noteRemoval(of key: DotKey) {
        if dots.contains(key.rawValue) { removed.insert(key.rawValue) }
    }

    /// Notes a reference that was written after the beginning of the run.
    mutating func noteReference(to key: DotKey) {
        if dots.contains(key.rawValue) { referenced.insert(key.rawValue) }
    }
}

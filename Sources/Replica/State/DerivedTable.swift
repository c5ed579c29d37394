internal import CRDT
internal import SQLite

/// One derived table: its columns and what each means, so that storing a row, counting it in the
/// fingerprint and comparing it with a rebuild are written once.
struct DerivedTable: Hashable {
    let name: String
    let tag: UInt8
    let columns: [Column]
    /// The kinds of the columns alone: read for every row that is counted.
    let kinds: [Column.Kind]
    /// How many columns at the front make the primary key.
    let keyCount: Int
    let insertSQL: String
    let selectSQL: String

    /// A column and how its value is told to the world.
    struct Column: Hashable {
        let name: String
        let kind: Kind

        enum Kind: Hashable {
            /// A ``DotKey``, told as author id and sequence.
            case dot
            /// A person's row, told as the person's id; 0 = not resolved.
            case person
            /// A checkpoint's row, told as the checkpoint's id.
            case checkpoint
            /// A row that `entity` in the column before says the table of.
            case target
            case integer
            case bytes
        }
    }

    private init(
        _ name: String, tag: UInt8, keyCount: Int = 1, _ columns: [(String, Column.Kind)]
    ) {
        self.name = name
        self.tag = tag
        self.keyCount = keyCount
        self.columns = columns.map { Column(name: $0.0, kind: $0.1) }
        kinds = columns.map(\.1)
        let names = columns.map(\.0).joined(separator: ", ")
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        insertSQL = "INSERT INTO \(name)(\(names)) VALUES(\(marks))"
        selectSQL = "SELECT \(names) FROM \(name)"
    }

    /// The statement that reads the row with a given key.
    var selectByKeySQL: String {
        let condition = columns.prefix(keyCount).map { "\($0.name) = ?" }
        return "\(selectSQL) WHERE \(condition.joined(separator: " AND "))"
    }

    func index(of column: String) -> Int? { columns.firstIndex { $0.name == column } }

    static let enrolment = DerivedTable(
        "enrolment", tag: 1,
        [
            ("dot", .dot), ("person", .person), ("time", .integer), ("permit", .integer),
            ("removed", .integer),
        ])
    static let attendance = DerivedTable(
        "attendance", tag: 2,
        [
            ("dot", .dot), ("kind", .integer), ("person", .person), ("checkpoint", .checkpoint),
            ("gate", .integer), ("note", .integer), ("shape", .integer), ("operator", .integer),
            ("time", .integer), ("wall_offset", .integer), ("permit", .integer),
            ("removed", .integer),
        ])
    static let attempt = DerivedTable(
        "attempt", tag: 3,
        [
            ("dot", .dot), ("person", .person), ("tag", .bytes), ("checkpoint", .checkpoint),
            ("gate", .integer), ("note", .integer), ("shape", .integer), ("operator", .integer),
            ("time", .integer), ("wall_offset", .integer), ("permit", .integer),
        ])
    static let register = DerivedTable(
        "register", tag: 4,
        [
            ("dot", .dot), ("entity", .integer), ("target", .target), ("field", .integer),
            ("value", .bytes), ("time", .integer), ("permit", .integer), ("removed", .integer),
        ])
    static let alias = DerivedTable(
        "alias", tag: 5,
        [
            ("dot", .dot), ("person", .person), ("kind", .integer), ("tag", .bytes),
            ("permit", .integer), ("removed", .integer),
        ])
    static let relation = DerivedTable(
        "relation", tag: 6,
        [
            ("dot", .dot), ("kind", .integer), ("first", .person), ("second", .person),
            ("permit", .integer), ("removed", .integer),
        ])
    static let label = DerivedTable(
        "label", tag: 7,
        [
            ("dot", .dot), ("kind", .integer), ("number", .integer), ("value", .bytes),
            ("permit", .integer),
        ])
    static let witness = DerivedTable(
        "witness", tag: 8,
        [
            ("dot", .dot), ("device", .bytes), ("found", .integer), ("time", .integer),
            ("wall_offset", .integer), ("permit", .integer),
        ])
    static let resolution = DerivedTable(
        "resolution", tag: 9,
        [
            ("dot", .dot), ("decision", .integer), ("class", .integer), ("operator", .integer),
            ("time", .integer), ("permit", .integer),
        ])
    static let membership = DerivedTable(
        "membership", tag: 10,
        [("dot", .dot), ("ordinal", .integer), ("genuine", .integer), ("permit", .integer)])
    static let stranger = DerivedTable(
        "stranger", tag: 11, [("dot", .dot), ("kind", .integer), ("permit", .integer)])
    static let named = DerivedTable(
        "named", tag: 12, keyCount: 2, [("source", .dot), ("target", .dot)])
    static let removal = DerivedTable(
        "removal", tag: 13, keyCount: 2,
        [("target", .dot), ("remover", .dot), ("kind", .integer), ("permit", .integer)])

    /// All of them, in the order of their tags.
    static let all = [
        enrolment, attendance, attempt, register, alias, relation, label, witness, resolution,
        membership, stranger, named, removal,
    ]
}

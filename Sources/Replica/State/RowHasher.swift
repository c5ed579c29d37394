internal import CRDT
internal import SQLite

/// Tells a derived row in global ids, so that its hash is the same on every replica.
struct RowHasher {
    let interner: Interner

    func bytes(_ table: DerivedTable, _ values: [Value]) throws -> [UInt8] {
        var writer = ByteWriter(capacity: 128)
        try write(table, values, to: &writer)
        return writer.bytes
    }

    /// Writes the row after what the writer holds.
    func write(_ table: DerivedTable, _ values: [Value], to writer: inout ByteWriter) throws {
        writer.byte(table.tag)
        for (kind, value) in zip(table.kinds, values) {
            switch kind {
            case .dot: try dot(value, &writer)
            case .person: try person(value, &writer)
            case .checkpoint:
                writer.identifier(try interner.checkpoint(Self.integer(value)))
            case .target:
                switch Self.integer(values[1]) {
                case EntityCode.checkpoint:
                    writer.identifier(try interner.checkpoint(Self.integer(value)))
                case EntityCode.person: try person(value, &writer)
                default: writer.byte(0)
                }
            case .integer: writer.signed(Self.integer(value))
            case .bytes:
                if case .blob(let bytes) = value { writer.counted(bytes) } else { writer.byte(0) }
            }
        }
    }

    private func dot(_ value: Value, _ writer: inout ByteWriter) throws {
        let key = DotKey(rawValue: Self.integer(value))
        writer.identifier(try interner.author(key.author))
        writer.integer(key.sequence)
    }

    private func person(_ value: Value, _ writer: inout ByteWriter) throws {
        let row = Self.integer(value)
        if row == 0 {
            writer.byte(0)
        } else {
            writer.byte(1)
            writer.identifier(try interner.person(row))
        }
    }

    static func integer(_ value: Value) -> Int64 {
        if case .integer(let number) = value { return number }
        return 0
    }
}

/// How a register's entity is stored.
enum EntityCode {
    static let space: Int64 = 0
    static let checkpoint: Int64 = 1
    static let person: Int64 = 2
}

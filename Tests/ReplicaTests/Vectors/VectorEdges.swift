import CRDT
import Testing

/// Deltas and runs at the edges of the format: what just passes, and what must be refused.
///
/// They are written as hexadecimal digits; spaces only help the eye.
enum VectorEdges {
    static let author = AuthorID(high: 0x0a0a_0a0a_0a0a_0a0a, low: 0x0a0a_0a0a_0a0a_0a0a)
    static let own = many("0a", 16)
    static let one = many("01", 16)
    static let two = many("02", 16)
    static let key = many("09", 32)
    /// The integer 2⁵³ as a varint.
    static let largest = "8080808080808010"
    /// The integer 2⁵³ + 1.
    static let tooLarge = "8180808080808010"

    /// Bytes under a name that says what is special about them.
    struct Edge {
        var name: String
        var hex: String

        init(_ name: String, _ hex: String) {
            self.name = name
            self.hex = hex
        }

        var bytes: [UInt8] {
            get throws { try #require([UInt8](hex: hex.filter { $0 != " " }), "\(name)") }
        }
    }

    /// A delta in pieces; as it stands it is canonical, and retracts the operation before.
    struct Pieces {
        var version = "01"
        var flags = "00"
        var ordinal = "02"
        var firstSequence = "02"
        var introduction = ""
        var milliseconds = "01"
        var counter = "00"
        var wallOffset = "00"
        var operatorLabel = "00"
        var table = "00"
        var credential = "00 02"
        var policy = "00"
        var operations = "01 0a 01 00 02"
        var rest = ""

        var hex: String {
            [
                version, flags, ordinal, firstSequence, introduction, milliseconds, counter,
                wallOffset, operatorLabel, table, credential, policy, operations, rest,
            ].joined()
        }
    }

    /// The same digits, several times.
    static func many(_ hex: String, _ count: Int) -> String {
        String(repeating: hex, count: count)
    }

    /// The pieces with something changed.
    static func delta(_ name: String, _ change: (inout Pieces) -> Void) -> Edge {
        var pieces = Pieces()
        change(&pieces)
        return Edge(name, pieces.hex)
    }

    /// One operation, with the table that it needs.
    static func operation(_ name: String, _ hex: String, table: [String] = []) -> Edge {
        delta(name) {
            $0.table = [UInt8(table.count)].hex + table.joined()
            $0.operations = "01" + hex
        }
    }

    /// So many dots of the table's first author, with sequences from 1.
    static func dots(_ count: UInt64) -> String {
        var writer = ByteWriter()
        writer.integer(count)
        for sequence in 1...count {
            writer.integer(1)
            writer.integer(sequence)
        }
        return writer.bytes.hex
    }

    static func json() throws -> VectorJSON {
        .object([
            ("author", .id(author)),
            ("accepted", .list(try accepted.map(acceptedJSON))),
            ("refused", .list(try (refusedHeads + refusedOperations).map(refusedJSON))),
            ("refusedRuns", .list(try refusedRuns.map(refusedRunJSON))),
        ])
    }

    private static func acceptedJSON(_ edge: Edge) throws -> VectorJSON {
        let bytes = try edge.bytes
        let delta = try DeltaCodec.decode(bytes, author: author)
        #expect(try DeltaCodec.encode(delta, author: author) == bytes, "\(edge.name)")
        return .object([
            ("name", .text(edge.name)), ("canonical", .bytes(bytes)),
            ("delta", delta.vectorJSON),
        ])
    }

    private static func refusedJSON(_ edge: Edge) throws -> VectorJSON {
        let bytes = try edge.bytes
        let error = try #require(throws: CodecError.self, "\(edge.name)") {
            try DeltaCodec.decode(bytes, author: author)
        }
        return .object([
            ("name", .text(edge.name)), ("canonical", .bytes(bytes)),
            ("because", .text(error.description)),
        ])
    }

    private static func refusedRunJSON(_ edge: Edge) throws -> VectorJSON {
        let bytes = try edge.bytes
        let error = try #require(throws: CodecError.self, "\(edge.name)") {
            var dictionary = LogDictionary()
            _ = try RunCodec.decode(bytes, dictionary: &dictionary)
        }
        return .object([
            ("name", .text(edge.name)), ("run", .bytes(bytes)),
            ("because", .text(error.description)),
        ])
    }
}

/// The canonical («expanded») form of a delta: self-contained, and what the chain hashes.
///
/// `docs/log-format.md` describes it byte by byte. There is exactly one encoding of a delta; the
/// decoder refuses every other.
public enum DeltaCodec {
    /// The format's version: the first byte of everything.
    ///
    /// Version 1 is frozen: what was written in it is read, byte for byte alike, by every later
    /// release. Before it came version 0, which nothing reads.
    public static let version: UInt8 = 1

    /// Writes the canonical form.
    ///
    /// What is written is read again: a log can't take back a delta that every peer refuses.
    ///
    /// - Throws: ``CodecError`` where the delta is larger than a log may hold, or holds what has
    ///   no canonical form (an unsorted list, an integer above 2⁵³, a gap in its own position).
    public static func encode(_ delta: Delta, author: AuthorID) throws(CodecError) -> [UInt8] {
        guard !delta.operations.isEmpty,
            delta.operations.count <= Limits.deltaOperationsMaximum
        else { throw .limitExceeded("operations") }
        var body = OperationWriter(
            table: IdentifierTable(author: author), sequence: delta.firstSequence)
        writeContext(delta, into: &body)
        body.writer.integer(UInt64(delta.operations.count))
        for operation in delta.operations {
            body.operation(operation)
            body.sequence &+= 1
        }
        let bytes = expanded(delta, table: body.table.entries, body: body.writer.bytes[...])
        guard bytes.count <= Limits.deltaBytesMaximum else { throw .limitExceeded("bytes") }
        guard try decode(bytes, author: author) == delta else { throw .notCanonical("a delta") }
        return bytes
    }

    /// Reads the canonical form.
    ///
    /// - Throws: ``CodecError`` for anything but the one canonical encoding of a delta.
    public static func decode(_ bytes: [UInt8], author: AuthorID) throws(CodecError) -> Delta {
        guard bytes.count <= Limits.deltaBytesMaximum else { throw .limitExceeded("bytes") }
        var reader = ByteReader(bytes)
        let version = try reader.byte()
        guard version == Self.version else { throw .unknownVersion(UInt64(version)) }
        var delta = try readHead(&reader)
        let entries = try readTable(&reader)
        var body = OperationReader(
            reader: reader, table: try IdentifierTable(author: author, entries: entries),
            sequence: delta.firstSequence)
        try readContext(&delta, from: &body)
        let count = try body.reader.count(
            maximum: Limits.deltaOperationsMaximum, of: "operations")
        try readOperations(&delta, count: count, from: &body)
        try body.table.finish()
        try body.reader.finish()
        return delta
    }

    /// Writes credential and policy: the part of the context that names dots.
    static func writeContext(_ delta: Delta, into body: inout OperationWriter) {
        body.dot(delta.credential)
        if let policy = delta.policy {
            body.writer.byte(1)
            body.dot(policy)
        } else {
            body.writer.byte(0)
        }
    }

    /// Reads credential and policy.
    static func readContext(
        _ delta: inout Delta, from body: inout OperationReader
    ) throws(CodecError) {
        delta.credential = try body.dot()
        switch try body.reader.byte() {
        case 0: delta.policy = nil
        case 1: delta.policy = try body.dot()
        default: throw .badValue("the policy's flag")
        }
    }

    /// Reads `count` operations.
    static func readOperations(
        _ delta: inout Delta, count: Int, from body: inout OperationReader
    ) throws(CodecError) {
        guard count > 0 else { throw .badValue("an empty delta") }
        guard delta.firstSequence <= Limits.integerMaximum - UInt64(count) else {
            throw .badInteger
        }
        delta.operations.reserveCapacity(count)
        for _ in 0..<count {
            delta.operations.append(try body.operation())
            body.sequence &+= 1
        }
    }

    /// Joins head, table and body to the canonical bytes.
    static func expanded(
        _ delta: Delta, table: [Tag128], body: ArraySlice<UInt8>
    ) -> [UInt8] {
        var writer = ByteWriter(capacity: 48 + table.count * 16 + body.count)
        writer.byte(version)
        writer.byte(delta.introduction == nil ? 0 : 1)
        writer.integer(delta.ordinal)
        writer.integer(delta.firstSequence)
        if let introduction = delta.introduction {
            writer.identifier(introduction.device)
            writer.identifier(introduction.nonce)
        }
        writer.integer(delta.time.milliseconds)
        writer.integer(UInt64(delta.time.counter))
        writer.signed(delta.wallOffsetMilliseconds)
        writer.integer(delta.operatorLabel)
        writer.integer(UInt64(table.count))
        for entry in table { writer.identifier(entry) }
        writer.raw(body)
        return writer.bytes
    }

    private static func readHead(_ reader: inout ByteReader) throws(CodecError) -> Delta {
        let flags = try reader.byte()
        guard flags <= 1 else { throw .badValue("a delta's flags") }
        let ordinal = try reader.integer()
        let firstSequence = try reader.integer()
        try checkPosition(
            ordinal: ordinal, firstSequence: firstSequence, isIntroduced: flags == 1)
        var introduction: Delta.Introduction?
        if flags == 1 { introduction = try readIntroduction(&reader) }
        let milliseconds = try reader.integer(maximum: HybridTimestamp.millisecondsMaximum)
        let counter = try reader.integer(maximum: UInt64(UInt16.max))
        return Delta(
            ordinal: ordinal, firstSequence: firstSequence, introduction: introduction,
            time: HybridTimestamp(
                milliseconds: milliseconds, counter: UInt16(truncatingIfNeeded: counter)),
            wallOffsetMilliseconds: try reader.signed(), operatorLabel: try reader.integer(),
            credential: Dot(AuthorID(high: 0, low: 0), 1), operations: [])
    }

    /// Refuses a position that no log has: the first delta, and it alone, introduces its author.
    static func checkPosition(
        ordinal: UInt64, firstSequence: UInt64, isIntroduced: Bool
    ) throws(CodecError) {
        guard ordinal >= 1, firstSequence >= ordinal, isIntroduced == (ordinal == 1),
            ordinal > 1 || firstSequence == 1
        else { throw .badValue("a delta's position") }
    }

    static func readIntroduction(
        _ reader: inout ByteReader
    ) throws(CodecError) -> Delta.Introduction {
        Delta.Introduction(device: try reader.identifier(), nonce: try reader.identifier())
    }

    private static func readTable(_ reader: inout ByteReader) throws(CodecError) -> [Tag128] {
        let count = try reader.count(maximum: Limits.listEntriesMaximum, of: "ids")
        var entries: [Tag128] = []
        entries.reserveCapacity(count)
        for _ in 0..<count { entries.append(try reader.identifier()) }
        return entries
    }
}

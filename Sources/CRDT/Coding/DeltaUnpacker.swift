/// Unpacks what ``DeltaPacker`` packs, and refuses every packing but that one.
struct DeltaUnpacker {
    let author: AuthorID
    var reader: ByteReader
    private var ordinal: UInt64
    private var sequence: UInt64
    private var previous: (delta: Delta, table: [Tag128])?

    init(head: Run.Head, reader: ByteReader) {
        author = head.author
        self.reader = reader
        ordinal = head.firstOrdinal
        sequence = head.firstSequence
    }

    mutating func unpack(dictionary: inout LogDictionary) throws(CodecError) -> Run.SignedDelta {
        let flags = try reader.byte()
        guard flags & ~RunCodec.Flag.all == 0 else { throw .badValue("a packed delta's flags") }
        var delta = try readHead(flags: flags)
        let entries = try readTable(flags: flags, dictionary: &dictionary)
        let table = try IdentifierTable(author: author, entries: entries)
        var body = try readContext(of: &delta, flags: flags, table: table)
        let count = try operationCount(flags: flags, from: &body.reader)
        let operationsStart = body.reader.offset
        try DeltaCodec.readOperations(&delta, count: count, from: &body)
        try body.table.finish()
        reader = body.reader
        let bytes = expanded(
            delta, table: table, operations: reader.bytes[operationsStart..<reader.offset])
        guard bytes.count <= Limits.deltaBytesMaximum else {
            throw .limitExceeded("bytes")
        }
        let signature =
            flags & RunCodec.Flag.signature == 0 ? nil : Array(try reader.raw(64))
        if let previous {
            let sameContext = previous.delta.hasSameContext(as: delta)
            guard sameContext == (flags & RunCodec.Flag.sameContext != 0),
                (previous.table == entries) == (flags & RunCodec.Flag.sameTable != 0)
            else { throw .notCanonical("a packed delta") }
        }
        previous = (delta, entries)
        ordinal &+= 1
        sequence &+= UInt64(delta.operations.count)
        return Run.SignedDelta(delta: delta, bytes: bytes, signature: signature)
    }

    private mutating func readHead(flags: UInt8) throws(CodecError) -> Delta {
        let before = Int64(clamping: previous?.delta.time.milliseconds ?? 0)
        let (milliseconds, overflow) = before.addingReportingOverflow(try reader.signed())
        guard !overflow, milliseconds >= 0,
            milliseconds <= HybridTimestamp.millisecondsMaximum
        else { throw .badInteger }
        var counter: UInt64 = 0
        if flags & RunCodec.Flag.zeroCounter == 0 {
            counter = try reader.integer(maximum: UInt64(UInt16.max))
            guard counter != 0 else { throw .notCanonical("a counter") }
        }
        var delta = Delta(
            ordinal: ordinal, firstSequence: sequence,
            time: HybridTimestamp(
                milliseconds: UInt64(milliseconds),
                counter: UInt16(truncatingIfNeeded: counter)),
            credential: Dot(author, 1), operations: [])
        if ordinal == 1 { delta.introduction = try DeltaCodec.readIntroduction(&reader) }
        return delta
    }

    private mutating func readTable(
        flags: UInt8, dictionary: inout LogDictionary
    ) throws(CodecError) -> [Tag128] {
        if flags & RunCodec.Flag.sameTable != 0 {
            guard let previous else { throw .notCanonical("a packed delta") }
            return previous.table
        }
        let count = try reader.count(maximum: Limits.listEntriesMaximum, of: "ids")
        var entries: [Tag128] = []
        entries.reserveCapacity(count)
        for _ in 0..<count {
            let place = try reader.integer()
            if place == UInt64(dictionary.count) {
                let id: Tag128 = try reader.identifier()
                guard dictionary.place(of: id) == nil else {
                    throw .notCanonical("the dictionary")
                }
                dictionary.append(id)
                entries.append(id)
            } else {
                guard place < UInt64(dictionary.count) else {
                    throw .badValue("a place in the dictionary")
                }
                entries.append(dictionary.entries[Int(place)])
            }
        }
        return entries
    }

    private mutating func readContext(
        of delta: inout Delta, flags: UInt8, table: IdentifierTable
    ) throws(CodecError) -> OperationReader {
        guard flags & RunCodec.Flag.sameContext != 0 else {
            delta.wallOffsetMilliseconds = try reader.signed()
            delta.operatorLabel = try reader.integer()
            var body = OperationReader(
                reader: reader, table: table, sequence: delta.firstSequence)
            try DeltaCodec.readContext(&delta, from: &body)
            return body
        }
        guard let previous else { throw .notCanonical("a packed delta") }
        delta.wallOffsetMilliseconds = previous.delta.wallOffsetMilliseconds
        delta.operatorLabel = previous.delta.operatorLabel
        delta.credential = previous.delta.credential
        delta.policy = previous.delta.policy
        var body = OperationReader(reader: reader, table: table, sequence: delta.firstSequence)
        try mention(delta.credential, in: &body)
        if let policy = delta.policy { try mention(policy, in: &body) }
        return body
    }

    /// Marks the author of an inherited dot as mentioned, in the turn that the writer gave it.
    ///
    /// A dot of the log itself is written relative to where it is named, so what the delta before
    /// could still say may be out of reach here.
    private func mention(_ dot: Dot, in body: inout OperationReader) throws(CodecError) {
        let place = body.table.knownPlace(of: dot.author)
        guard let place else { throw .notCanonical("the table of ids") }
        let _: AuthorID = try body.table.identifier(at: place)
        let distance = Int64(clamping: body.sequence) - Int64(clamping: dot.sequence)
        guard place != 0 || ByteReader.signedRange.contains(distance) else { throw .badInteger }
    }

    private func operationCount(
        flags: UInt8, from reader: inout ByteReader
    ) throws(CodecError) -> Int {
        if flags & RunCodec.Flag.singleOperation != 0 { return 1 }
        let count = try reader.count(
            maximum: Limits.deltaOperationsMaximum, of: "operations")
        guard count != 1 else { throw .notCanonical("a packed delta's count") }
        return count
    }

    private func expanded(
        _ delta: Delta, table: IdentifierTable, operations: ArraySlice<UInt8>
    ) -> [UInt8] {
        var body = OperationWriter(table: table, sequence: delta.firstSequence)
        DeltaCodec.writeContext(delta, into: &body)
        body.writer.integer(UInt64(delta.operations.count))
        body.writer.raw(operations)
        return DeltaCodec.expanded(delta, table: table.entries, body: body.writer.bytes[...])
    }
}

/// Packs consecutive deltas of one author, each against the one before.
struct DeltaPacker {
    let author: AuthorID
    var writer: ByteWriter
    private var previous: (delta: Delta, table: [Tag128])?

    init(author: AuthorID, writer: ByteWriter) {
        self.author = author
        self.writer = writer
    }

    mutating func pack(_ signed: Run.SignedDelta, dictionary: inout LogDictionary) {
        let delta = signed.delta
        var context = OperationWriter(
            table: IdentifierTable(author: author), sequence: delta.firstSequence)
        DeltaCodec.writeContext(delta, into: &context)
        var body = OperationWriter(table: context.table, sequence: delta.firstSequence)
        for operation in delta.operations {
            body.operation(operation)
            body.sequence &+= 1
        }
        let table = body.table.entries
        let flags = flags(signed, table: table)
        writer.byte(flags)
        writeTime(delta, flags: flags)
        if let introduction = delta.introduction {
            writer.identifier(introduction.device)
            writer.identifier(introduction.nonce)
        }
        if flags & RunCodec.Flag.sameTable == 0 { writeTable(table, dictionary: &dictionary) }
        if flags & RunCodec.Flag.sameContext == 0 {
            writer.signed(delta.wallOffsetMilliseconds)
            writer.integer(delta.operatorLabel)
            writer.raw(context.writer.bytes)
        }
        if flags & RunCodec.Flag.singleOperation == 0 {
            writer.integer(UInt64(delta.operations.count))
        }
        writer.raw(body.writer.bytes)
        if let signature = signed.signature { writer.raw(signature) }
        previous = (delta, table)
    }

    private func flags(_ signed: Run.SignedDelta, table: [Tag128]) -> UInt8 {
        var flags: UInt8 = 0
        if signed.signature != nil { flags |= RunCodec.Flag.signature }
        if signed.delta.operations.count == 1 { flags |= RunCodec.Flag.singleOperation }
        if signed.delta.time.counter == 0 { flags |= RunCodec.Flag.zeroCounter }
        guard let previous else { return flags }
        if previous.delta.hasSameContext(as: signed.delta) { flags |= RunCodec.Flag.sameContext }
        if previous.table == table { flags |= RunCodec.Flag.sameTable }
        return flags
    }

    private mutating func writeTime(_ delta: Delta, flags: UInt8) {
        let before = previous?.delta.time.milliseconds ?? 0
        writer.signed(Int64(clamping: delta.time.milliseconds) - Int64(clamping: before))
        if flags & RunCodec.Flag.zeroCounter == 0 { writer.integer(UInt64(delta.time.counter)) }
    }

    private mutating func writeTable(_ table: [Tag128], dictionary: inout LogDictionary) {
        writer.integer(UInt64(table.count))
        for id in table {
            if let place = dictionary.place(of: id) {
                writer.integer(UInt64(place))
            } else {
                writer.integer(UInt64(dictionary.count))
                writer.identifier(id)
                dictionary.append(id)
            }
        }
    }
}

extension Delta {
    /// Whether everything that a log seldom changes is as in the other delta.
    func hasSameContext(as other: Delta) -> Bool {
        wallOffsetMilliseconds == other.wallOffsetMilliseconds
            && operatorLabel == other.operatorLabel && credential == other.credential
            && policy == other.policy
    }
}

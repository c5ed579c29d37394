/// The packed form of a run: what segments hold and links carry.
///
/// Against the canonical form it leaves out what the delta before already says, and replaces ids
/// by places in the author's ``LogDictionary``. Decoding rebuilds each delta's canonical bytes
/// exactly. `docs/log-format.md` describes it byte by byte.
public enum RunCodec {
    /// Bits of the byte before each delta.
    enum Flag {
        static let signature: UInt8 = 1 << 0
        static let sameContext: UInt8 = 1 << 1
        static let singleOperation: UInt8 = 1 << 2
        static let sameTable: UInt8 = 1 << 3
        static let zeroCounter: UInt8 = 1 << 4
        static let all: UInt8 = 1 << 5 - 1
    }

    /// Writes a run, continuing the author's dictionary.
    ///
    /// - Parameter dictionary: the author's dictionary before the run; advanced on success only.
    /// - Throws: ``CodecError`` where the deltas have gaps, or are more than a run may hold.
    public static func encode(_ run: Run, dictionary: inout LogDictionary) throws(CodecError)
        -> [UInt8]
    {
        guard let first = run.deltas.first, run.deltas.count <= Limits.runDeltasMaximum else {
            throw .limitExceeded("deltas")
        }
        try checkSuccession(of: run.deltas)
        var continued = dictionary
        var writer = ByteWriter(capacity: 64 + run.deltas.count * 24)
        writer.byte(DeltaCodec.version)
        writer.byte(run.baseHash == nil ? 0 : 1)
        writer.identifier(run.author)
        if let hash = run.baseHash { writer.identifier(hash) }
        writer.integer(first.delta.ordinal)
        writer.integer(first.delta.firstSequence)
        writer.integer(UInt64(dictionary.count))
        writer.integer(UInt64(run.deltas.count))
        var packer = DeltaPacker(author: run.author, writer: writer)
        for signed in run.deltas { packer.pack(signed, dictionary: &continued) }
        guard packer.writer.bytes.count <= Limits.runBytesMaximum else {
            throw .limitExceeded("bytes in a run")
        }
        dictionary = continued
        return packer.writer.bytes
    }

    /// Reads what stands before the deltas.
    public static func head(of bytes: [UInt8]) throws(CodecError) -> Run.Head {
        var reader = ByteReader(bytes)
        return try head(&reader)
    }

    /// Reads a run, continuing the author's dictionary.
    ///
    /// - Parameter dictionary: the author's dictionary before the run; advanced on success only.
    /// - Throws: ``CodecError``; a run that states another dictionary size than given is refused.
    public static func decode(
        _ bytes: [UInt8], dictionary: inout LogDictionary
    ) throws(CodecError) -> Run {
        guard bytes.count <= Limits.runBytesMaximum else { throw .limitExceeded("bytes in a run") }
        var reader = ByteReader(bytes)
        let head = try head(&reader)
        guard head.dictionaryCount == dictionary.count else {
            throw .badValue("the size of the dictionary")
        }
        var run = Run(author: head.author, baseHash: head.baseHash, deltas: [])
        run.deltas.reserveCapacity(min(head.deltaCount, reader.remaining))
        var continued = dictionary
        var unpacker = DeltaUnpacker(head: head, reader: reader)
        for _ in 0..<head.deltaCount {
            run.deltas.append(try unpacker.unpack(dictionary: &continued))
        }
        try unpacker.reader.finish()
        dictionary = continued
        return run
    }

    /// Positions and signatures are packed away, so they must be what unpacking will assume.
    private static func checkSuccession(of deltas: [Run.SignedDelta]) throws(CodecError) {
        for (one, next) in zip(deltas, deltas.dropFirst()) {
            guard next.delta.ordinal == one.delta.ordinal &+ 1,
                next.delta.firstSequence == one.delta.lastSequence &+ 1
            else { throw .badValue("a delta's position") }
        }
        for signed in deltas where signed.signature.map({ $0.count != 64 }) ?? false {
            throw .badValue("a signature")
        }
    }

    private static func head(_ reader: inout ByteReader) throws(CodecError) -> Run.Head {
        let version = try reader.byte()
        guard version == DeltaCodec.version else { throw .unknownVersion(UInt64(version)) }
        let flags = try reader.byte()
        guard flags <= 1 else { throw .badValue("a run's flags") }
        let author: AuthorID = try reader.identifier()
        var baseHash: Hash256?
        if flags == 1 { baseHash = try reader.identifier() }
        let firstOrdinal = try reader.integer()
        let firstSequence = try reader.integer()
        let dictionaryCount = try reader.integer(maximum: 1 << 32)
        let deltaCount = try reader.count(maximum: Limits.runDeltasMaximum, of: "deltas")
        guard deltaCount >= 1, firstOrdinal <= Limits.integerMaximum - UInt64(deltaCount) else {
            throw .badValue("a run's length")
        }
        try DeltaCodec.checkPosition(
            ordinal: firstOrdinal, firstSequence: firstSequence,
            isIntroduced: firstOrdinal == 1)
        return Run.Head(
            author: author, baseHash: baseHash, firstOrdinal: firstOrdinal,
            firstSequence: firstSequence, dictionaryCount: Int(dictionaryCount),
            deltaCount: deltaCount)
    }
}

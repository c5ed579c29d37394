import CRDT
import Testing

@Suite struct RunCodecTests {
    private let author = AuthorID.sample(7)

    @Test func runsRebuildTheCanonicalBytesWhereverALogIsCut() throws {
        for seed in 0..<UInt64(Scale.cases(1000)) {
            var generator = DeltaGenerator(seed: seed, author: author)
            let log = try generator.log(deltas: generator.random.int(1...30))
            var written = LogDictionary()
            var read = LogDictionary()
            var rest = log[...]
            while !rest.isEmpty {
                let part = rest.prefix(generator.random.int(1...10))
                rest = rest.dropFirst(part.count)
                let run = Run(
                    author: author, baseHash: generator.random.oneIn(2) ? .sample(seed) : nil,
                    deltas: Array(part))
                let size = written.count
                let bytes = try RunCodec.encode(run, dictionary: &written)
                try expectHead(of: bytes, tells: run, dictionaryCount: size, seed: seed)
                let decoded = try RunCodec.decode(bytes, dictionary: &read)
                #expect(decoded == run, "seed \(seed)")
                #expect(read == written, "seed \(seed)")
            }
            for signed in log {
                let decoded = try DeltaCodec.decode(signed.bytes, author: author)
                #expect(decoded == signed.delta, "seed \(seed)")
            }
        }
    }

    @Test func theDictionaryGrowsBySightOfTheLogAlone() throws {
        for seed in 0..<UInt64(Scale.cases(200)) {
            var generator = DeltaGenerator(seed: seed, author: author)
            let log = try generator.log(deltas: 12)
            var whole = LogDictionary()
            _ = try RunCodec.encode(Run(author: author, deltas: log), dictionary: &whole)
            var inParts = LogDictionary()
            for signed in log {
                _ = try RunCodec.encode(Run(author: author, deltas: [signed]), dictionary: &inParts)
            }
            #expect(whole == inParts, "seed \(seed)")
            #expect(whole.prefix(whole.count) == whole)
            #expect(whole.prefix(0) == LogDictionary())
        }
    }

    @Test func anotherDictionarySizeIsRefusedAndChangesNothing() throws {
        var generator = DeltaGenerator(seed: 3, author: author)
        let log = try generator.log(deltas: 10)
        var dictionary = LogDictionary()
        let bytes = try RunCodec.encode(Run(author: author, deltas: log), dictionary: &dictionary)
        var longer = LogDictionary([.sample(999)])
        #expect(throws: CodecError.badValue("the size of the dictionary")) {
            try RunCodec.decode(bytes, dictionary: &longer)
        }
        #expect(longer == LogDictionary([.sample(999)]))
        var empty = LogDictionary()
        #expect(throws: CodecError.self) {
            try RunCodec.decode(Array(bytes.dropLast()), dictionary: &empty)
        }
        #expect(empty == LogDictionary())
    }

    @Test func gapsAndForeignSignaturesAreNotWritten() throws {
        var generator = DeltaGenerator(seed: 4, author: author)
        let log = try generator.log(deltas: 3)
        var badSignature = log
        badSignature[1].signature = [1, 2, 3]
        var dictionary = LogDictionary()
        for deltas in [[log[0], log[2]], [log[1], log[0]], badSignature, []] {
            #expect(throws: CodecError.self) {
                try RunCodec.encode(Run(author: author, deltas: deltas), dictionary: &dictionary)
            }
        }
        #expect(dictionary == LogDictionary())
    }

    /// A dot of the log itself is told relative to where it is named, within 2⁵³ zigzag: what the
    /// delta before could just say can't be taken over by the next.
    @Test func anInheritedCredentialOutOfReachIsRefused() throws {
        var delta = Delta.sample([.label(Label(.gate("a")))], ordinal: 2)
        delta.firstSequence = 1 << 52 + 1
        delta.credential = Dot(author, 1)
        let bytes = try DeltaCodec.encode(delta, author: author)
        var next = delta
        next.ordinal += 1
        next.firstSequence += 1
        #expect(throws: CodecError.badInteger) { try DeltaCodec.encode(next, author: author) }
        let deltas = [delta, next].map { Run.SignedDelta(delta: $0, bytes: bytes, signature: nil) }
        var dictionary = LogDictionary()
        let run = Run(author: author, deltas: deltas)
        let packed = try RunCodec.encode(run, dictionary: &dictionary)
        var read = LogDictionary()
        #expect(throws: CodecError.badInteger) {
            try RunCodec.decode(packed, dictionary: &read)
        }
    }

    @Test func runsBeyondAMebibyteAreRefusedBothWays() throws {
        let body = [UInt8](repeating: 9, count: Limits.unknownOperationBytesMaximum)
        let operations = Array(repeating: Operation.unknown(kind: 64, body: body), count: 3)
        let deltas = try (1...24).map { number in
            var delta = Delta.sample(operations, ordinal: UInt64(number))
            delta.firstSequence = 1 + UInt64(number - 1) * 3
            return Run.SignedDelta(
                delta: delta, bytes: try DeltaCodec.encode(delta, author: author), signature: nil)
        }
        var dictionary = LogDictionary()
        #expect(throws: CodecError.limitExceeded("bytes in a run")) {
            try RunCodec.encode(Run(author: author, deltas: deltas), dictionary: &dictionary)
        }
        let bytes = [UInt8](repeating: 0, count: Limits.runBytesMaximum + 1)
        #expect(throws: CodecError.limitExceeded("bytes in a run")) {
            try RunCodec.decode(bytes, dictionary: &dictionary)
        }
        #expect(dictionary == LogDictionary())
    }

    @Test func repeatingWhatTheDeltaBeforeSaidCostsNothing() throws {
        let entry = Operation.enter(
            Entry(person: .enrolment(.sample(1, 500)), passage: Passage(checkpoint: .sample(20))))
        let deltas = try (1...65).map { number in
            let delta = Delta.sample([entry], ordinal: UInt64(number))
            return Run.SignedDelta(
                delta: delta, bytes: try DeltaCodec.encode(delta, author: author), signature: nil)
        }
        var dictionary = LogDictionary()
        let one = try RunCodec.encode(
            Run(author: author, deltas: [deltas[0]]), dictionary: &dictionary
        ).count
        dictionary = LogDictionary()
        let all = try RunCodec.encode(Run(author: author, deltas: deltas), dictionary: &dictionary)
        #expect(all.count - one <= 64 * 9)
    }

    private func expectHead(
        of bytes: [UInt8], tells run: Run, dictionaryCount: Int, seed: UInt64
    ) throws {
        let head = try RunCodec.head(of: bytes)
        #expect(head.author == run.author, "seed \(seed)")
        #expect(head.baseHash == run.baseHash, "seed \(seed)")
        #expect(head.firstOrdinal == run.deltas.first?.delta.ordinal, "seed \(seed)")
        #expect(head.firstSequence == run.deltas.first?.delta.firstSequence, "seed \(seed)")
        #expect(head.lastOrdinal == run.deltas.last?.delta.ordinal, "seed \(seed)")
        #expect(head.deltaCount == run.deltas.count, "seed \(seed)")
        #expect(head.dictionaryCount == dictionaryCount, "seed \(seed)")
    }
}

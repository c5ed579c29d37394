import CRDT
import Testing

@Suite struct DeltaCodecTests {
    private let author = AuthorID.sample(7)

    @Test(arguments: 0..<DeltaGenerator.kindCount)
    func everyKindOfOperationComesBack(kind: Int) throws {
        for seed in 0..<UInt64(Scale.cases(500)) {
            var generator = DeltaGenerator(seed: seed, author: author)
            let delta = generator.delta(kind: kind)
            let bytes = try DeltaCodec.encode(delta, author: author)
            let decoded = try DeltaCodec.decode(bytes, author: author)
            #expect(decoded == delta, "seed \(seed)")
            #expect(try DeltaCodec.encode(decoded, author: author) == bytes, "seed \(seed)")
        }
    }

    @Test func idsAreMentionedOnceAndTheAuthorIsFree() throws {
        let other = AuthorID.sample(1)
        let alone = Delta.sample([.cancel(.init(person: .person(.sample(1)), removes: []))])
        var naming = alone
        naming.operations = [
            .cancel(
                .init(
                    person: .person(.sample(1)),
                    removes: [Dot(other, 1), Dot(other, 2), Dot(author, 1)]))
        ]
        let difference =
            try DeltaCodec.encode(naming, author: author).count
            - DeltaCodec.encode(alone, author: author).count
        #expect(difference == 16 + 3 * 2)
    }

    @Test func largeNumbersOfOperationsAreRefusedBothWays() throws {
        let label = Operation.undo(Undo(removes: [Dot(author, 1)]))
        let full = Delta.sample(Array(repeating: label, count: Limits.deltaOperationsMaximum))
        let bytes = try DeltaCodec.encode(full, author: author)
        #expect(try DeltaCodec.decode(bytes, author: author) == full)
        var more = full
        more.operations.append(label)
        #expect(throws: CodecError.limitExceeded("operations")) {
            try DeltaCodec.encode(more, author: author)
        }
        var none = full
        none.operations = []
        #expect(throws: CodecError.limitExceeded("operations")) {
            try DeltaCodec.encode(none, author: author)
        }
    }

    @Test func moreThan64KibibytesAreRefusedBothWays() throws {
        let body = [UInt8](repeating: 1, count: Limits.unknownOperationBytesMaximum)
        var delta = Delta.sample(Array(repeating: .unknown(kind: 64, body: body), count: 3))
        #expect(try DeltaCodec.encode(delta, author: author).count < Limits.deltaBytesMaximum)
        delta.operations.append(.unknown(kind: 64, body: body))
        #expect(throws: CodecError.limitExceeded("bytes")) {
            try DeltaCodec.encode(delta, author: author)
        }
        let bytes = [UInt8](repeating: 0, count: Limits.deltaBytesMaximum + 1)
        #expect(throws: CodecError.limitExceeded("bytes")) {
            try DeltaCodec.decode(bytes, author: author)
        }
    }

    @Test func whatHasNoCanonicalFormIsNotWritten() {
        let unsorted = [Dot(author, 2), Dot(author, 1)]
        let bad: [Operation] = [
            .undo(Undo(removes: unsorted)), .undo(Undo(removes: [])),
            .undo(Undo(removes: [Dot(author, 0)])),
            .undo(Undo(removes: [Dot(author, 1)], note: Limits.integerMaximum + 1)),
            .label(Label(.gate(""))),
            .label(Label(.gate(String(repeating: "x", count: Limits.textBytesMaximum + 1)))),
            .unknown(kind: 3, body: []), .relate(Relation(.same, .sample(1), .sample(1))),
            .rootGrant(
                RootGrant(rootKey: .sample(1), device: .sample(2), name: "a", signature: [1])),
        ]
        for operation in bad {
            #expect(throws: CodecError.self, "\(operation)") {
                try DeltaCodec.encode(.sample([operation]), author: author)
            }
        }
        var delta = Delta.sample([.label(Label(.gate("a")))])
        delta.wallOffsetMilliseconds = .min
        #expect(throws: CodecError.self) { try DeltaCodec.encode(delta, author: author) }
        delta.wallOffsetMilliseconds = 0
        delta.firstSequence = 2
        #expect(throws: CodecError.self) { try DeltaCodec.encode(delta, author: author) }
    }

    @Test func unknownKindsArePreserved() throws {
        let delta = Delta.sample([
            .unknown(kind: 64, body: []), .unknown(kind: Limits.integerMaximum, body: [1, 2, 3]),
        ])
        let bytes = try DeltaCodec.encode(delta, author: author)
        #expect(try DeltaCodec.decode(bytes, author: author) == delta)
        #expect(delta.operations.map(\.kindNumber) == [64, Limits.integerMaximum])
    }
}

extension Delta {
    /// The first delta of a log, holding the given operations.
    static func sample(_ operations: [Operation], ordinal: UInt64 = 1) -> Delta {
        Delta(
            ordinal: ordinal, firstSequence: ordinal,
            introduction: ordinal == 1
                ? Introduction(device: .sample(1), nonce: .sample(2)) : nil,
            time: HybridTimestamp(milliseconds: 1_790_000_000_000), credential: .sample(7, 1),
            operations: operations)
    }
}

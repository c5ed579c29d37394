import CRDT
import Testing

/// Forms that are not the one canonical form, each made by hand and named.
@Suite struct CanonicalFormTests {
    private let author = AuthorID.sample(7)
    private let head: [UInt8] = [1, 0, 2, 2, 0, 0, 0, 0]

    @Test func theHandMadeFormIsAccepted() throws {
        let bytes = head + [0] + context + [1] + undo([[0, 2]])
        let delta = try DeltaCodec.decode(bytes, author: author)
        #expect(delta.operations == [.undo(Undo(removes: [Dot(author, 1)]))])
        #expect(try DeltaCodec.encode(delta, author: author) == bytes)
        let table = head + [1] + AuthorID.sample(1).bytes + context + [1] + undo([[1, 5]])
        #expect(
            try DeltaCodec.decode(table, author: author).operations
                == [.undo(Undo(removes: [.sample(1, 5)]))])
    }

    @Test func anUnknownVersionIsNamed() {
        for version in UInt8.min...UInt8.max where version != 1 {
            #expect(throws: CodecError.unknownVersion(UInt64(version))) {
                try DeltaCodec.decode([version] + head.dropFirst(), author: author)
            }
            var dictionary = LogDictionary()
            #expect(throws: CodecError.unknownVersion(UInt64(version))) {
                try RunCodec.decode([version], dictionary: &dictionary)
            }
        }
    }

    @Test func tablesOfIdsHaveOneForm() {
        let one = AuthorID.sample(1).bytes
        let two = AuthorID.sample(2).bytes
        let bad: [(String, [UInt8])] = [
            ("unused", [1] + one + context + [1] + undo([[0, 2]])),
            ("twice", [2] + one + one + context + [1] + undo([[1, 5], [2, 6]])),
            ("out of turn", [2] + two + one + context + [1] + undo([[2, 5], [1, 5]])),
            ("the author's", [1] + author.bytes + context + [1] + undo([[1, 5]])),
            ("beyond", [1] + one + context + [1] + undo([[1, 5], [2, 5]])),
            ("too many", [0x81, 0x20]),
        ]
        for (what, bytes) in bad {
            #expect(throws: CodecError.self, "\(what)") {
                try DeltaCodec.decode(head + bytes, author: author)
            }
        }
    }

    @Test func listsAreStrictlyAscendingAndBounded() {
        let bad: [(String, [UInt8])] = [
            ("descending", undo([[0, 0], [0, 2]])), ("repeated", undo([[0, 2], [0, 2]])),
            ("empty", undo([])), ("sequence 0", undo([[0, 4]])),
            ("a count of 2^63", [5, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]),
            ("257 dots", [5, 0x81, 0x02] + [UInt8](repeating: 0, count: 600)),
        ]
        for (what, operation) in bad {
            #expect(throws: CodecError.self, "\(what)") {
                try DeltaCodec.decode(head + [0] + context + [1] + operation, author: author)
            }
        }
    }

    @Test func undefinedValuesAreRefused() {
        let kinds = (UInt8(19)...UInt8(63)).map { [$0] } + [[0], [0xc0, 0x00]]
        for kind in kinds {
            #expect(throws: CodecError.self, "\(kind)") {
                try DeltaCodec.decode(
                    head + [0] + context + [1] + kind + [0, 0, 0, 0, 0], author: author)
            }
        }
        let bad: [(String, [UInt8])] = [
            ("flags", [1, 2, 2, 2, 0, 0, 0, 0]), ("ordinal 0", [1, 0, 0, 2, 0, 0, 0, 0]),
            ("no introduction", [1, 0, 1, 1, 0, 0, 0, 0]),
            ("sequence below ordinal", [1, 0, 3, 2, 0, 0, 0, 0]),
            ("a counter of 65,536", [1, 0, 2, 2, 0, 0x80, 0x80, 0x04, 0, 0]),
        ]
        for (what, bytes) in bad {
            #expect(throws: CodecError.self, "\(what)") {
                try DeltaCodec.decode(bytes + [0] + context + [1] + undo([[0, 2]]), author: author)
            }
        }
    }

    @Test func aDeltaHoldsAtLeastOneOperation() {
        #expect(throws: CodecError.badValue("an empty delta")) {
            try DeltaCodec.decode(head + [0] + context + [0], author: author)
        }
        #expect(throws: CodecError.limitExceeded("operations")) {
            try DeltaCodec.decode(head + [0] + context + [0x81, 0x20], author: author)
        }
    }

    /// The credential is the author's first operation; no policy.
    private var context: [UInt8] { [0, 2, 0] }

    private func undo(_ dots: [[UInt8]]) -> [UInt8] {
        [5, UInt8(dots.count)] + dots.flatMap(\.self) + [0]
    }
}

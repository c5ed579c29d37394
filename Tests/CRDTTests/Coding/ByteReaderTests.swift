import CRDT
import Testing

@Suite struct ByteReaderTests {
    @Test(arguments: [0, 1, 127, 128, 16_383, 16_384, 1 << 32, Limits.integerMaximum] as [UInt64])
    func integersComeBackInTheirShortestForm(value: UInt64) throws {
        var writer = ByteWriter()
        writer.integer(value)
        var reader = ByteReader(writer.bytes)
        #expect(try reader.integer() == value)
        try reader.finish()
        // The same value in one byte more.
        var long = writer.bytes
        long[long.count - 1] |= 0x80
        var longReader = ByteReader(long + [0])
        #expect(throws: CodecError.badInteger) { try longReader.integer() }
    }

    @Test(arguments: [Limits.integerMaximum + 1, 1 << 56, 1 << 63, .max] as [UInt64])
    func integersAboveTheMaximumAreRefused(value: UInt64) {
        var writer = ByteWriter()
        writer.integer(value)
        var reader = ByteReader(writer.bytes)
        #expect(throws: CodecError.badInteger) { try reader.integer() }
    }

    @Test func endlessIntegersAreRefused() {
        var reader = ByteReader([UInt8](repeating: 0x80, count: 1000))
        #expect(throws: CodecError.badInteger) { try reader.integer() }
        var cut = ByteReader([0x80, 0x80])
        #expect(throws: CodecError.truncated) { try cut.integer() }
    }

    @Test(arguments: [0, -1, 1, -64, 64, -(1 << 52), 1 << 52] as [Int64])
    func signedIntegersComeBack(value: Int64) throws {
        var writer = ByteWriter()
        writer.signed(value)
        var reader = ByteReader(writer.bytes)
        #expect(try reader.signed() == value)
    }

    @Test(arguments: [Int64.min, .max, 1 << 52 + 1, -(1 << 52) - 1])
    func signedIntegersBeyondTheRangeAreRefused(value: Int64) {
        var writer = ByteWriter()
        writer.signed(value)
        var reader = ByteReader(writer.bytes)
        #expect(throws: CodecError.badInteger) { try reader.signed() }
    }

    @Test func countsBeyondTheBytesLeftAreRefusedBeforeAnythingIsReserved() {
        var writer = ByteWriter()
        writer.integer(Limits.integerMaximum)
        var reader = ByteReader(writer.bytes)
        #expect(throws: CodecError.limitExceeded("things")) {
            try reader.count(maximum: 1 << 40, of: "things")
        }
        var few = ByteReader([100, 1, 2])
        #expect(throws: CodecError.truncated) { try few.count(maximum: 100, of: "things") }
        var huge = ByteReader([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01])
        #expect(throws: CodecError.badInteger) { try huge.count(maximum: 100, of: "things") }
    }

    @Test(
        arguments: [[1, 0xff], [2, 0xc3, 0x28], [3, 0xed, 0xa0, 0x80], [0], [5, 0x61]] as [[UInt8]])
    func badTextIsRefused(bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        #expect(throws: CodecError.self) { try reader.text() }
    }

    @Test func rawReadsAreBounded() throws {
        var reader = ByteReader([1, 2, 3])
        #expect(try Array(reader.raw(2)) == [1, 2])
        #expect(throws: CodecError.truncated) { try reader.raw(2) }
        #expect(throws: CodecError.truncated) { try reader.raw(-1) }
        #expect(reader.remaining == 1)
        #expect(throws: CodecError.trailingBytes) { try reader.finish() }
        #expect(throws: CodecError.truncated) { try reader.identifier(AuthorID.self) }
        #expect(throws: CodecError.truncated) { try reader.identifier(Hash256.self) }
        #expect(try reader.byte() == 3)
        #expect(throws: CodecError.truncated) { try reader.byte() }
    }
}

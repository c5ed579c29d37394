import Replica
import Testing

@Suite("CSV: random input")
struct CSVFuzzTests {
    private static let interesting: [UInt8] = [
        0x22, 0x22, 0x2C, 0x3B, 0x09, 0x0A, 0x0D, 0x20, 0x61, 0x62, 0xC3, 0xA9, 0xEF, 0xBB, 0xBF,
        0x00, 0xFF,
    ]

    @Test("any bytes are read the same in chunks of any size, and counted alike", arguments: 0..<40)
    func chunks(seed: UInt64) {
        var random = TestRandom(seed: seed)
        let limits = CSVLimits(fieldBytesMax: 6, recordBytesMax: 14, columnsMax: 4, rowsMax: 30)
        for _ in 0..<25 {
            let bytes = (0..<random.below(160)).map { _ in
                random.below(8) == 0
                    ? UInt8(truncatingIfNeeded: random.next())
                    : Self.interesting[random.below(Self.interesting.count)]
            }
            let whole = CSVReading(bytes, limits: limits)
            for chunkBytes in [1, 2, 3, 7] {
                #expect(CSVReading(bytes, limits: limits, chunkBytes: chunkBytes) == whole)
            }
            expectCount(of: bytes, limits: limits, equals: whole)
        }
    }

    private func expectCount(of bytes: [UInt8], limits: CSVLimits, equals whole: CSVReading) {
        do throws(CSVError) {
            let count = try CSVReader.countRecords(
                source: CSVSource(bytes: bytes, chunkBytes: 5), limits: limits)
            // A header that the reader refuses doesn't hinder counting.
            #expect(count == whole.rows.count || whole.header.isEmpty)
        } catch {
            #expect(whole.error == error || whole.header.isEmpty)
        }
    }

    @Test("what the writer writes, the reader reads back, in chunks of any size", arguments: 0..<20)
    func roundTrip(seed: UInt64) {
        var random = TestRandom(seed: seed)
        let pieces = [
            "\"", ",", ";", "\r", "\n", "\r\n", "a", "é", "e\u{301}", "日本", " ", "=", "'",
        ]
        var writer = CSVWriter(formulas: .verbatim)
        let table = (0..<12).map { _ in
            (0..<3).map { _ in
                (0..<random.below(7)).map { _ in pieces[random.below(pieces.count)] }.joined()
            }
        }
        writer.write(["x", "y", "z"])
        table.forEach { writer.write($0) }
        for chunkBytes in [1, 2, 5, 4_096] {
            let reading = CSVReading(writer.bytes, delimiter: .comma, chunkBytes: chunkBytes)
            #expect(
                reading.fields.map { $0.map { Array($0.utf8) } }
                    == table.map { $0.map { Array($0.utf8) } })
            #expect(reading.rows.count == table.count)
        }
    }
}

import Replica
import Testing

@Suite("CSV: refusals and limits")
struct CSVRefusalTests {
    @Test("too few or too many fields refuse the row alone")
    func fieldCount() {
        let extra = Array(repeating: "x", count: 70).joined(separator: ",")
        let reading = CSVReading("a,b\n1\n1,2\n1,2,3\n\(extra)\n3,4\n")
        #expect(
            reading.rows == [
                .refused(line: 2, .fieldCount(expected: 2, found: 1)),
                .record(CSVRecord(line: 3, fields: ["1", "2"])),
                .refused(line: 4, .fieldCount(expected: 2, found: 3)),
                .refused(line: 5, .fieldCount(expected: 2, found: 70)),
                .record(CSVRecord(line: 6, fields: ["3", "4"])),
            ])
    }

    @Test("broken UTF-8 refuses the row, even if two halves would join")
    func notUTF8() {
        var bytes = Array("a,b\nx,".utf8)
        bytes += [0xE9] + Array("\nJos".utf8) + [0xC3] + Array(",".utf8) + [0xA9]
        bytes += Array("\n1,2\n".utf8)
        #expect(
            CSVReading(bytes).rows == [
                .refused(line: 2, .notUTF8(column: 1)),
                .refused(line: 3, .notUTF8(column: 0)),
                .record(CSVRecord(line: 4, fields: ["1", "2"])),
            ])
    }

    @Test("a header in another encoding is recognised")
    func encodings() {
        let latin = Array("C".utf8) + [0xF3] + Array("digo;Nome\n1;Ana\n".utf8)
        #expect(CSVReading(latin).error == .wrongEncoding(.latin1))
        #expect(
            CSVError.wrongEncoding(.latin1).sentence(.english)
                == "The file looks like Latin-1/Windows-1252: save it as UTF-8.")
        let wide = "name,cpf\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(CSVReading(wide).error == .wrongEncoding(.utf16))
        #expect(CSVReading([0xFF, 0xFE] + wide).error == .wrongEncoding(.utf16))
        let workbook: [UInt8] = [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00]
        #expect(CSVReading(workbook).error == .wrongEncoding(.spreadsheet))
    }

    @Test("an unterminated quote is a refused row that names the line where it began")
    func unterminated() {
        let reading = CSVReading("a,b\n1,2\n3,\"four\n5,6\n7,8\n")
        #expect(
            reading.rows == [
                .record(CSVRecord(line: 2, fields: ["1", "2"])),
                .refused(line: 3, .unterminatedQuote(line: 3)),
            ])
        let late = CSVReading("a,b\n\"x\ny\",\"z\n" + String(repeating: "long\n", count: 4_000))
        #expect(late.rows == [.refused(line: 2, .unterminatedQuote(line: 3))])
        let header = CSVReading("a,\"b\n1,2\n")
        #expect(header.error == .headerRefused(.unterminatedQuote(line: 1)))
    }

    @Test("text after a closing quote refuses the row")
    func textAfterQuote() {
        let reading = CSVReading("a,b\n\"x\"y,1\n1,\"x\" z\n1,2\n")
        #expect(
            reading.rows == [
                .refused(line: 2, .textAfterQuote(column: 0)),
                .refused(line: 3, .textAfterQuote(column: 1)),
                .record(CSVRecord(line: 4, fields: ["1", "2"])),
            ])
    }

    @Test("a field over the limit is refused, the limit itself and the next row are not")
    func fieldLimit() {
        let fits = String(repeating: "x", count: 8 * 1024)
        let text = "a,b\n\(fits),1\n1,\(fits)x\n\"\(fits)\ny\",1\n3,4\n"
        #expect(
            CSVReading(text).rows == [
                .record(CSVRecord(line: 2, fields: [fits, "1"])),
                .refused(line: 3, .fieldTooLong(column: 1, limitBytes: 8 * 1024)),
                .refused(line: 4, .fieldTooLong(column: 0, limitBytes: 8 * 1024)),
                .record(CSVRecord(line: 6, fields: ["3", "4"])),
            ])
    }

    @Test("a record over the limit is refused, and the next is read")
    func recordLimit() {
        let limits = CSVLimits(fieldBytesMax: 10, recordBytesMax: 15)
        let reading = CSVReading("a,b\n12345678,12345678\n1234567,12345678\n", limits: limits)
        #expect(
            reading.rows == [
                .refused(line: 2, .recordTooLong(limitBytes: 15)),
                .record(CSVRecord(line: 3, fields: ["1234567", "12345678"])),
            ])
    }

    @Test("64 columns are taken, 65 are not")
    func columnLimit() {
        let most = (1...64).map { "c\($0)" }.joined(separator: ",")
        #expect(CSVReading(most + "\n").header.count == 64)
        #expect(CSVReading(most + ",d\n").error == .tooManyColumns(limit: 64))
    }

    @Test(
        "an empty file, or one of blank lines, is an error", arguments: ["", "\n\r\n", "\u{FEFF}"])
    func empty(text: String) {
        #expect(CSVReading(text).error == .empty)
        #expect(throws: CSVError.empty) {
            try CSVReader.countRecords(source: CSVSource(bytes: Array(text.utf8)))
        }
    }

    @Test("a million rows are taken; the next one is an error of its own kind, known by counting")
    func rowLimit() throws {
        var bytes = Array("a\n".utf8)
        for _ in 0..<1_000_000 {
            bytes.append(contentsOf: [0x78, 0x0A])
        }
        #expect(try CSVReader.countRecords(source: CSVSource(bytes: bytes)) == 1_000_000)
        bytes.append(contentsOf: [0x78])
        #expect(throws: CSVError.tooManyRows(limit: 1_000_000)) {
            try CSVReader.countRecords(source: CSVSource(bytes: bytes))
        }
    }

    @Test("the reader enforces the limit of rows by itself, refused ones included")
    func rowLimitReading() {
        let limits = CSVLimits(rowsMax: 2)
        let within = CSVReading("a,b\n1,2\n1\n\n", limits: limits)
        #expect(within.error == nil && within.rows.count == 2)
        let beyond = CSVReading("a,b\n1,2\n1\n3,4\n", limits: limits)
        #expect(beyond.error == .tooManyRows(limit: 2))
    }

    @Test("every problem has a clause in both languages", arguments: SentenceLanguage.allCases)
    func sentences(language: SentenceLanguage) {
        let problems: [CSVRowProblem] = [
            .fieldCount(expected: 5, found: 17), .notUTF8(column: 16),
            .fieldTooLong(column: 16, limitBytes: 8), .recordTooLong(limitBytes: 17),
            .unterminatedQuote(line: 17), .textAfterQuote(column: 16),
        ]
        let errors: [CSVError] = [
            .empty, .wrongEncoding(.utf16), .wrongEncoding(.spreadsheet),
            .tooManyColumns(limit: 64), .headerRefused(.recordTooLong(limitBytes: 9)),
            .tooManyRows(limit: 1_000_000),
        ]
        #expect(problems.allSatisfy { $0.clause(language).contains("17") })
        #expect(errors.allSatisfy { $0.sentence(language).hasSuffix(".") })
        #expect(
            CSVRowProblem.recordTooLong(limitBytes: 1).clause(.english)
                != CSVRowProblem.recordTooLong(limitBytes: 1).clause(.brazilianPortuguese))
    }
}

import Foundation
import Replica
import Testing

@Suite("CSV: reading")
struct CSVReaderTests {
    @Test("rows, header and the line where each starts")
    func basics() {
        let reading = CSVReading("name,email\r\nAna,a@x.org\r\nBia,b@x.org\r\n")
        #expect(reading.header == ["name", "email"])
        #expect(reading.fields == [["Ana", "a@x.org"], ["Bia", "b@x.org"]])
        #expect(reading.lines == [2, 3])
        #expect(reading.error == nil)
    }

    @Test(
        "CRLF, LF, CR and a missing last line end all end a record",
        arguments: ["\r\n", "\n", "\r"])
    func lineEnds(end: String) {
        let text = ["a,b", "1,2", "3,4"].joined(separator: end)
        for text in [text, text + end] {
            let reading = CSVReading(text)
            #expect(reading.fields == [["1", "2"], ["3", "4"]])
            #expect(reading.lines == [2, 3])
        }
    }

    @Test("quotes hold delimiters, doubled quotes and line ends, which count as lines")
    func quotes() {
        let reading = CSVReading("a;b\r\n\"x;\"\"y\"\"\r\nz\";1\r\n\"p\nq\rr\"  ;2\r\n3;4\r\n")
        #expect(reading.fields == [["x;\"y\"\r\nz", "1"], ["p\nq\rr", "2"], ["3", "4"]])
        #expect(reading.lines == [2, 4, 7])
    }

    @Test("a quote inside an unquoted field is an ordinary character")
    func looseQuote() {
        #expect(CSVReading("a,b\nJoão \"Zé\" Silva,1\n").fields == [["João \"Zé\" Silva", "1"]])
    }

    @Test("a mark at the beginning is dropped, also before a quote")
    func byteOrderMark() {
        let reading = CSVReading("\u{FEFF}\"Nome\";CPF\n1;2\n")
        #expect(reading.header == ["Nome", "CPF"])
        #expect(reading.fields == [["1", "2"]])
    }

    @Test("blank lines are no rows, but count as lines; an empty quoted field is a row")
    func blankLines() throws {
        let text = "\n\na,b\n\n1,2\r\n\r\n\r\n3,4\n\n"
        #expect(CSVReading(text).lines == [5, 8])
        #expect(try CSVReader.countRecords(source: CSVSource(bytes: Array(text.utf8))) == 2)
        #expect(CSVReading("a\n\"\"\n\nx\n").fields == [[""], ["x"]])
    }

    @Test("empty fields stay, also at the end of the file")
    func emptyFields() {
        #expect(CSVReading("a,b,c\n,,\n1,,").fields == [["", "", ""], ["1", "", ""]])
    }

    @Test(
        "the delimiter is found in the header, outside quotes",
        arguments: [
            ("a,b;c,d", CSVDelimiter.comma), ("a;b", .semicolon), ("a\tb\tc,d", .tab),
            ("only", .comma), ("\"a;b;c\",d", .comma), ("a,b;c", .comma), ("a\n;;;;", .comma),
            ("\r\n\na;b,c;d", .semicolon),
        ])
    func detection(header: String, expected: CSVDelimiter) throws {
        let reader = try CSVReader(bytes: Array(header.utf8))
        #expect(reader.delimiter == expected)
    }

    @Test("a given delimiter wins over what the header looks like")
    func givenDelimiter() {
        let reading = CSVReading("a;b,c\n1;2,3\n", delimiter: .semicolon)
        #expect(reading.fields == [["1", "2,3"]])
    }

    @Test("a file is read like memory, over the border of a chunk")
    func file() throws {
        let path = NSTemporaryDirectory() + "csv-reader-\(UUID().uuidString).csv"
        defer { try? FileManager.default.removeItem(atPath: path) }
        var text = "name,notes\r\n"
        for number in 0..<9_000 {
            text += "Zoë \(number),\"çã\r\n\(number)\"\r\n"
        }
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let expected = CSVReading(text)
        var reader = try CSVReader(path: path)
        var rows: [CSVRow] = []
        while let row = try reader.next() {
            rows.append(row)
        }
        #expect(text.utf8.count > 3 * CSVSource.chunkBytesMax)
        #expect(rows == expected.rows)
        #expect(rows.last?.line == 2 + 2 * 8_999)
        #expect(reader.rowsRead == 9_000)
        #expect(try CSVReader.countRecords(path: path) == 9_000)
    }

    @Test(
        "what can't be read is an error with its path", arguments: ["/", "/dev/null", "/nowhere/x"])
    func unreadable(path: String) {
        let error = #expect(throws: CSVError.self) {
            _ = try CSVReader.countRecords(path: path)
        }
        #expect(error?.sentence(.english).contains(path) == true)
        #expect(error?.sentence(.brazilianPortuguese).contains(path) == true)
    }
}

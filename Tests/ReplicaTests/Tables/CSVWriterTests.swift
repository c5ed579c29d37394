import Replica
import Testing

@Suite("CSV: writing")
struct CSVWriterTests {
    private func text(_ fields: [String], _ formulas: CSVWriter.Formulas = .guarded) -> String {
        var writer = CSVWriter(formulas: formulas)
        writer.write(fields)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test("commas, CRLF, quotes only where needed")
    func quoting() {
        #expect(text(["a", "", "José"]) == "a,,José\r\n")
        #expect(text(["a,b", "a;b", "a\tb"]) == "\"a,b\",\"a;b\",\"a\tb\"\r\n")
        #expect(text(["say \"hi\"", "two\nlines"]) == "\"say \"\"hi\"\"\",\"two\nlines\"\r\n")
        #expect(text([""]) == "\"\"\r\n")
        #expect(text([]) == "\r\n")
    }

    @Test("taking the bytes begins anew")
    func taking() {
        var writer = CSVWriter()
        writer.write(["a"])
        #expect(writer.take() == Array("a\r\n".utf8))
        writer.write(["b"])
        #expect(writer.take() == Array("b\r\n".utf8))
        #expect(writer.take().isEmpty)
    }

    @Test(
        "what would be a formula gets an apostrophe, a telephone number too",
        arguments: [
            ("=1+1", "'=1+1"), ("+55 11 91234-5678", "'+55 11 91234-5678"), ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"), ("\rx", "'\rx"), ("  =x", "'  =x"),
            ("＝x", "'＝x"), ("'=x", "''=x"), ("Ana", "Ana"), ("'Ana", "'Ana"), ("", ""),
            ("a=b", "a=b"), ("11 91234-5678", "11 91234-5678"),
        ])
    func formulas(plain: String, guarded: String) {
        #expect(FormulaGuard.guarded(plain) == guarded)
        #expect(FormulaGuard.unguarded(guarded) == plain)
    }

    @Test("a formula is guarded inside its quotes, and left alone when asked")
    func guardedWriting() {
        let formula = "=HYPERLINK(\"http://x\",\"y\")"
        let quoted = "=HYPERLINK(\"\"http://x\"\",\"\"y\"\")"
        #expect(text([formula]) == "\"'\(quoted)\"\r\n")
        #expect(text([formula], .verbatim) == "\"\(quoted)\"\r\n")
        #expect(text(["\r\n=x"]).hasPrefix("\"'\r\n"))
    }
}

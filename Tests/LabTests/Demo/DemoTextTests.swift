import Lab
import Testing

/// How the demo's text fits a terminal.
@Suite struct DemoTextTests {
    @Test func breaksAtSpaces() {
        let words = (0..<60).map { "word\($0)" }
        let lines = DemoText.wrapped(
            words.joined(separator: " "), first: "  · ", rest: "    ")
        #expect(lines.count > 1)
        #expect(lines.allSatisfy { $0.count <= DemoText.columns })
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("    word") })
        let read = lines.flatMap { $0.split(separator: " ") }.filter { $0 != "·" }
        #expect(read.map(String.init) == words)
    }

    @Test func aLongWordStaysWhole() {
        let word = String(repeating: "a", count: 200)
        #expect(DemoText.wrapped(word, first: "> ", rest: "  ") == ["> " + word])
    }

    @Test func nothingIsOneLine() {
        #expect(DemoText.wrapped("", first: "· ", rest: "  ") == ["· "])
    }
}

/// One content line of an iCalendar file: `NAME;PARAMETER=value:VALUE`, unfolded.
struct ICalendarLine: Hashable {
    /// Upper-case.
    var name: String
    /// By their upper-case names; quotes taken away.
    var parameters: [String: String]
    /// As it stands.
    var value: String
    /// The physical line where it begins, from 1.
    var number: Int

    /// The value as text: `\n`, `\,`, `\;` and `\\` mean what they stand for.
    var text: String {
        var text = ""
        var isEscaped = false
        for character in value {
            if isEscaped {
                text.append(character == "n" || character == "N" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                text.append(character)
            }
        }
        return text
    }

    /// The lines of a file; what has no colon is left out.
    ///
    /// Lines are folded between any two octets, so they are joined before they are text.
    static func lines(of bytes: [UInt8]) -> [ICalendarLine] {
        var lines: [ICalendarLine] = []
        var joined: [UInt8] = []
        var begin = 1
        var number = 0
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        func finish() {
            if let line = ICalendarLine(joined, number: begin) { lines.append(line) }
        }
        for raw in content.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            let line = raw.last == 0x0D ? raw.dropLast() : raw
            if line.first == 0x20 || line.first == 0x09 {
                joined += line.dropFirst()
            } else {
                finish()
                joined = Array(line)
                begin = number
            }
        }
        finish()
        return lines
    }

    private init?(_ bytes: [UInt8], number: Int) {
        let text = String(decoding: bytes, as: UTF8.self)
        var isQuoted = false
        guard
            let colon = text.firstIndex(where: { character in
                if character == "\"" { isQuoted.toggle() }
                return character == ":" && !isQuoted
            })
        else { return nil }
        self.number = number
        value = String(text[text.index(after: colon)...])
        isQuoted = false
        let parts = text[..<colon].split { character in
            if character == "\"" { isQuoted.toggle() }
            return character == ";" && !isQuoted
        }
        guard let first = parts.first else { return nil }
        name = first.uppercased()
        parameters = [:]
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { continue }
            parameters[pair[0].uppercased()] = pair[1].filter { $0 != "\"" }
        }
    }
}

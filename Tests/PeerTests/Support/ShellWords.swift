/// One line of an example, taken apart as a shell would.
enum ShellWords {
    /// The words of the command that runs the program; nil where none does.
    ///
    /// What stands before a `|`, and where the output goes, is left out.
    static func ofProgram(_ line: String) -> [String]? {
        let commands = split(line).split(separator: "|").map(Array.init)
        guard var words = commands.first(where: { $0.first == "nexstage-peer" }) else { return nil }
        if let redirection = words.firstIndex(of: ">") { words.removeSubrange(redirection...) }
        return Array(words.dropFirst())
    }

    private static func split(_ line: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in line {
            if character == quote {
                quote = nil
            } else if quote == nil, character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if quote == nil, character == " " {
                words += word.map { [$0] } ?? []
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }
}

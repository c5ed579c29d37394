import Glibc

/// What a descriptor can show.
struct Terminal {
    let isTerminal: Bool
    let columns: Int
    let hasColours: Bool
    let hasTrueColour: Bool

    /// The widest line that is still pleasant to read.
    static let columnsMaximum = 100

    init(descriptor: Int32, variables: [String: String]) {
        isTerminal = isatty(descriptor) == 1
        columns = Self.width(descriptor) ?? 80
        let isDumb = variables["TERM", default: "dumb"] == "dumb"
        hasColours = isTerminal && !isDumb && variables["NO_COLOR", default: ""].isEmpty
        hasTrueColour = ["truecolor", "24bit"].contains(variables["COLORTERM", default: ""])
    }

    private static func width(_ descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return min(max(Int(size.ws_col), 40), columnsMaximum)
    }

    /// The text in a style, where colours are shown.
    func styled(_ text: String, _ style: Style) -> String {
        guard hasColours else { return text }
        return "\u{1B}[\(style.code(trueColour: hasTrueColour))m\(text)\u{1B}[0m"
    }
}

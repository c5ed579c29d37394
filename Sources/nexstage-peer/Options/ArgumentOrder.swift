/// Lets the global options stand before the command as well: `nexstage-peer --data D digest`.
enum ArgumentOrder {
    private static let valued: Set<String> = ["--data", "--space"]
    private static let flags: Set<String> = ["--json", "--verbose"]

    /// Moves leading global options behind the command and its arguments.
    static func globalsLast(_ arguments: [String]) -> [String] {
        var rest = arguments[...]
        var globals: [String] = []
        while let first = rest.first {
            if flags.contains(first) || valued.contains(where: { first.hasPrefix($0 + "=") }) {
                globals.append(first)
                rest = rest.dropFirst()
            } else if valued.contains(first), rest.count > 1 {
                globals += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else {
                break
            }
        }
        // Behind a «--» everything is an operand.
        let end = rest.firstIndex(of: "--") ?? rest.endIndex
        return rest[..<end] + globals + rest[end...]
    }
}

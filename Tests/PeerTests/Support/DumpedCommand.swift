/// A command as the program describes itself to tools.
struct DumpedCommand: CustomStringConvertible {
    /// The words that name it, without the program's own.
    let path: [String]
    /// Every `--option` that may stand behind it; those of the commands above it included.
    let options: Set<String>
    /// The options that are followed by a value.
    let valued: Set<String>
    let takesOperands: Bool
    let children: [String]
    let discussion: String

    var description: String { (["nexstage-peer"] + path).joined(separator: " ") }

    /// The lines of its help that are examples, as they would be typed.
    var examples: [String] {
        discussion.split(separator: "\n").filter { $0.hasPrefix("  ") }
            .map { $0.drop(while: { $0 == " " }) }.map(String.init)
    }

    /// Every command of the program, from its own description; the program itself comes first.
    static func all() throws -> [DumpedCommand] {
        let device = Device("nobody", in: try Scratch())
        let dump = try device.run("--experimental-dump-help")
        return read(try dump.json()["command"], above: nil)
    }

    private static func read(_ value: JSONValue, above: DumpedCommand?) -> [DumpedCommand] {
        let arguments = value["arguments"].items
        let names = { (argument: JSONValue) in
            argument["names"].items.filter { $0["kind"].text == "long" }
                .compactMap { $0["name"].text }.map { "--" + $0 }
        }
        let valued = arguments.filter { $0["kind"].text == "option" }.flatMap(names)
        // The help that the parser adds by itself is no command of ours.
        let children = value["subcommands"].items.filter { $0["commandName"].text != "help" }
        let own = value["commandName"].text ?? ""
        let command = DumpedCommand(
            path: above.map { $0.path + [own] } ?? [],
            options: Set(arguments.flatMap(names)).union(above?.options ?? []),
            valued: Set(valued).union(above?.valued ?? []),
            takesOperands: arguments.contains { $0["kind"].text == "positional" },
            children: children.compactMap { $0["commandName"].text },
            discussion: value["discussion"].text ?? "")
        return [command] + children.flatMap { read($0, above: command) }
    }
}

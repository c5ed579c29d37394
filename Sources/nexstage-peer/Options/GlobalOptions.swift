import ArgumentParser

/// The options that every command has.
struct GlobalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The data folder (default: $NEXSTAGE_DATA, else ~/.local/share/nexstage).",
            valueName: "dir"),
        completion: .directory)
    var data: String?

    @Option(
        help: ArgumentHelp(
            "Which space, by the beginning of its id or by its name; needed only with several.",
            valueName: "id|name"))
    var space: String?

    @Flag(help: "Write JSON to standard output, and nothing else there.")
    var json = false

    @Flag(help: "Say more on standard error.")
    var verbose = false
}

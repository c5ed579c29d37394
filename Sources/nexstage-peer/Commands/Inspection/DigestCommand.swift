import ArgumentParser
import Replica

/// `digest`: the state in one line.
struct DigestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest",
        abstract: "Show the state's fingerprint and counts.",
        discussion: """
            Replicas that hold the same operations show the same digest.

            Examples:
              nexstage-peer digest
              nexstage-peer digest --json
            """)

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let digest = try replica.digest()
        if work.output.isJSON { return try work.output.document(digest) }
        let strings = work.strings
        let space = try replica.spaceReport()
        try work.output.lines([
            digest.digest,
            strings.operations(
                digest.operations, logs: digest.authors, digest: String(digest.digest.prefix(16))),
            strings.people(
                enrolled: digest.enrolled, admitted: digest.admitted, inside: digest.occupancy,
                capacity: space.capacity),
        ])
    }
}

import ArgumentParser
import Replica

/// `init`: a device key and an empty replica.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a device key and an empty replica.",
        discussion: """
            The name is what other replicas and the log call this device.

            Examples:
              nexstage-peer init --name "Gate A"
              nexstage-peer init --name desk --data /srv/nexstage
            """)

    @Option(help: "This device's name.")
    var name: String

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    private struct Answer: Encodable {
        let name: String
        let data: String
    }

    func run() throws {
        let work = Workplace(options)
        try work.folder.initialise(name: name, environment: work.environment)
        let given = work.folder.deviceName
        if work.output.isJSON {
            try work.output.document(Answer(name: given, data: work.folder.path))
        } else {
            try work.output.lines([
                work.strings.initialised(name: given, folder: work.folder.path),
                work.strings.nextSpace,
            ])
        }
    }
}

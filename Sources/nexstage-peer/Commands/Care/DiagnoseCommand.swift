import ArgumentParser
import Foundation
import Replica

/// `diagnose`: what somebody who helps needs to know, without personal data.
struct DiagnoseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagnose",
        abstract: "Write what somebody who helps needs to know, without personal data.",
        discussion: """
            A JSON document of versions, counts, sizes, peers and conflicts by class. No name of a \
            person, device, gate or event is in it, no ticket and no key: it can be sent by e-mail.

            Examples:
              nexstage-peer diagnose
              nexstage-peer diagnose --out gate-a.json
            """)

    @Option(
        help: ArgumentHelp("The file (default: standard output).", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var out: String?

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    private struct Document: Encodable {
        let program: String
        let system: String
        let isRunning: Bool
        let replica: DiagnosticsReport

        enum CodingKeys: String, CodingKey {
            case program, system, replica
            case isRunning = "daemon"
        }
    }

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let document = Document(
            program: NexstagePeer.configuration.version,
            system: ProcessInfo.processInfo.operatingSystemVersionString,
            isRunning: work.client(of: replica).daemonState() != nil,
            replica: try replica.diagnostics())
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        let target = try ExportTarget(path: out)
        try target.write([UInt8](try encoder.encode(document)) + [UInt8(ascii: "\n")])
        try target.finish()
        if let out { StandardStreams.log(work.strings.exported(out)) }
    }
}

import ArgumentParser
import Foundation
import Replica

/// `export log`: everything, in a file that verifies alone or in JSON lines.
struct ExportLogCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case json
        case binary
    }

    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Export the whole log.",
        discussion: """
            «binary» verifies alone, with signatures (docs/log-format.md); «json» is one object a \
            line, for reading.

            Examples:
              nexstage-peer export log --format binary --out event.nxlog
              nexstage-peer export log --format json > log.jsonl
            """)

    @Option(help: "json or binary.")
    var format = Format.json

    @Option(
        help: ArgumentHelp("The file (default: standard output).", valueName: "file"),
        completion: .file())
    var out: String?

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let target = try ExportTarget(path: out)
        switch format {
        case .binary: try replica.exportLog { try target.write($0) }
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            try replica.log { entry in
                try target.write([UInt8](try encoder.encode(entry)) + [UInt8(ascii: "\n")])
            }
        }
        try target.finish()
        if let out { StandardStreams.log(work.strings.exported(out)) }
    }
}

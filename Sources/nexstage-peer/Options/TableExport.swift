import ArgumentParser
import Replica

/// How a table is handed out: in which format, and where to.
struct TableExport: ParsableArguments {
    @Option(help: "csv or json.")
    var format = ExportFormat.csv

    @Option(
        help: ArgumentHelp("The file (default: standard output).", valueName: "file"),
        completion: .file())
    var out: String?

    /// Writes the table.
    func write(
        _ work: Workplace,
        _ table: (Replica, ExportFormat, @escaping ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        let replica = try work.open()
        let target = try ExportTarget(path: out)
        try table(replica, format) { try target.write($0) }
        try target.finish()
        if let out { StandardStreams.log(work.strings.exported(out)) }
    }
}

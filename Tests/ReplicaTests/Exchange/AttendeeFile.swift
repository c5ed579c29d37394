import Foundation
import Replica

/// A table of attendees in a cluster's folder.
struct AttendeeFile {
    let path: String

    /// Writes a file of the given text.
    init(_ text: String, in cluster: TestCluster, name: String = "people.csv") throws {
        path = cluster.root + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    /// Writes a file of the given bytes.
    init(bytes: [UInt8], in cluster: TestCluster, name: String = "export.csv") throws {
        path = cluster.root + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    /// Writes a file of many rows, in memory that doesn't depend on how many.
    ///
    /// Every tenth person speaks; each has an id, a CPF, an e-mail and a ticket of their own.
    init(rows: Int, in cluster: TestCluster) throws {
        path = cluster.root + "/many.csv"
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        guard let file = FileHandle(forWritingAtPath: path) else {
            throw CocoaError(.fileNoSuchFile)
        }
        var writer = CSVWriter(formulas: .verbatim)
        writer.write(["id", "nome", "email", "cpf", "categoria", "ingresso"])
        for index in 0..<rows {
            writer.write([
                "P\(index)", Self.name(index), "p\(index)@example.org", Self.cpf(index),
                index.isMultiple(of: 10) ? "speaker" : "attendee", "TCK-\(index)",
            ])
            if writer.bytes.count > 1 << 20 { try file.write(contentsOf: Data(writer.take())) }
        }
        try file.write(contentsOf: Data(writer.take()))
        try file.close()
    }

    /// A valid CPF for each number below 10⁹.
    static func cpf(_ index: Int) -> String {
        var nine: [Int] = []
        var rest = index + 1
        for _ in 0..<9 {
            nine.insert(rest % 10, at: 0)
            rest /= 10
        }
        return (nine + CPF.checkDigits(of: nine)).map(String.init).joined()
    }

    private static func name(_ index: Int) -> String {
        let first = ["Ana", "Bruno", "Élida", "João", "Zoë"]
        let last = ["Silva", "Souza", "Araújo", "Conceição", "Müller", "Núñez", "Ångström"]
        return "\(first[index % 5]) \(last[index % 7]) \(last[index / 7 % 7])"
    }
}

/// Gathers what an export writes.
final class ExportSink {
    private(set) var bytes: [UInt8] = []
    private(set) var largestChunk = 0

    func take(_ chunk: [UInt8]) {
        bytes += chunk
        largestChunk = max(largestChunk, chunk.count)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The rows of a CSV file, by the names of their columns.
    func rows() throws -> [[String: String]] {
        var reader = try CSVReader(bytes: bytes)
        var rows: [[String: String]] = []
        while let row = try reader.next() {
            guard case .record(let record) = row else { continue }
            rows.append(
                Dictionary(uniqueKeysWithValues: zip(reader.header.fields, record.fields)))
        }
        return rows
    }
}

extension Replica {
    func exportedAttendees(_ format: ExportFormat = .csv) throws -> ExportSink {
        let sink = ExportSink()
        try exportAttendees(format) { sink.take($0) }
        return sink
    }

    func exportedAttendance(_ format: ExportFormat = .csv) throws -> ExportSink {
        let sink = ExportSink()
        try exportAttendance(format) { sink.take($0) }
        return sink
    }
}

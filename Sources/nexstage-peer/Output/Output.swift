import Foundation
import Glibc

/// How a command answers: JSON for programs, or text for people, on standard output.
struct Output {
    let isJSON: Bool
    let terminal: Terminal

    /// Writes one JSON document.
    func document(_ value: some Encodable) throws {
        let encoder = Self.encoder
        if terminal.isTerminal { encoder.outputFormatting.insert(.prettyPrinted) }
        try StandardStreams.write([UInt8](try encoder.encode(value)) + [UInt8(ascii: "\n")])
    }

    /// Writes one object of a stream, on a line of its own, at once.
    func object(_ value: some Encodable) throws {
        try StandardStreams.write([UInt8](try Self.encoder.encode(value)) + [UInt8(ascii: "\n")])
    }

    /// Writes lines for people.
    func lines(_ lines: [String]) throws {
        guard !lines.isEmpty else { return }
        try StandardStreams.write(Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    /// Writes one line for people.
    func line(_ line: String) throws { try lines([line]) }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}

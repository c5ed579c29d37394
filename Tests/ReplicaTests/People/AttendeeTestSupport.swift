import Foundation
import Replica

/// Reads tables of attendees as an import does, with a hash that is good enough for tests.
enum AttendeeReading {
    /// Two FNV-1a hashes of different offsets, finished by a mixing step.
    static let hash: RowDeduplicator.Hash = { bytes in
        var first: UInt64 = 0xCBF2_9CE4_8422_2325
        var second: UInt64 = 0x9AE1_6A3B_2F90_404F
        for byte in bytes {
            first = (first ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            second = (second ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            second ^= second >> 29
        }
        return (first ^ (first >> 32), second ^ (second >> 32))
    }

    /// Every outcome of a table in memory, its header's overrides given as on the command line.
    static func outcomes(
        _ text: String, overrides: [String] = []
    ) throws(AttendeeFileError) -> [AttendeeOutcome] {
        var batch = try AttendeeBatch(
            bytes: Array(text.utf8), overrides: parse(overrides), hash: hash)
        return try drain(&batch)
    }

    static func outcomes(path: String) throws(AttendeeFileError) -> [AttendeeOutcome] {
        var batch = try AttendeeBatch(path: path, hash: hash)
        return try drain(&batch)
    }

    /// A file beside the repository that not every machine has.
    static func sharedFile(_ name: String) -> String? {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<5 {
            root.deleteLastPathComponent()
        }
        let path = root.appendingPathComponent("shared/data/\(name)").path
        guard FileManager.default.fileExists(atPath: path) else {
            print("skipped: no ../shared")
            return nil
        }
        return path
    }

    private static func parse(
        _ overrides: [String]
    ) throws(AttendeeFileError) -> [ColumnOverride] {
        var result: [ColumnOverride] = []
        for text in overrides {
            do throws(AttendeeHeaderError) {
                result.append(try ColumnOverride(parsing: text))
            } catch {
                throw .header(error)
            }
        }
        return result
    }

    private static func drain(
        _ batch: inout AttendeeBatch
    ) throws(AttendeeFileError) -> [AttendeeOutcome] {
        var outcomes: [AttendeeOutcome] = []
        while let outcome = try batch.next() {
            outcomes.append(outcome)
        }
        return outcomes
    }
}

extension [AttendeeOutcome] {
    var attendees: [AttendeeRow] {
        compactMap { outcome in
            guard case .attendee(let row) = outcome else {
                return nil
            }
            return row
        }
    }

    /// Only what was not taken as a new attendee.
    var others: [AttendeeOutcome] {
        filter { outcome in
            if case .attendee = outcome {
                return false
            }
            return true
        }
    }
}

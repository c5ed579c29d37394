import Replica
import Testing

@Suite("Repeated rows")
struct RowDeduplicatorTests {
    @Test("the first row of a key wins, for every later one")
    func firstWins() throws {
        var rows = RowDeduplicator(hash: AttendeeReading.hash)
        #expect(try rows.admit(key: [1], content: [1], line: 2) == .first)
        #expect(try rows.admit(key: [1], content: [1], line: 3) == .repeated(firstLine: 2))
        #expect(try rows.admit(key: [1], content: [2], line: 4) == .differs(firstLine: 2))
        #expect(try rows.admit(key: [1], content: [2], line: 5) == .differs(firstLine: 2))
        #expect(try rows.admit(key: [2], content: [1], line: 6) == .first)
        #expect(rows.count == 2)
    }

    @Test("keys that share half of a hash, or a place in the table, are kept apart")
    func collisions() throws {
        var rows = RowDeduplicator(hash: { bytes in (UInt64(bytes.first ?? 0), 7) })
        for key in UInt8.min...UInt8.max {
            #expect(try rows.admit(key: [key], content: [key], line: Int(key)) == .first)
        }
        for key in UInt8.min...UInt8.max {
            let outcome = try rows.admit(key: [key], content: [key], line: 999)
            #expect(outcome == .repeated(firstLine: Int(key)))
        }
    }

    @Test("a table that is full refuses new people, not known ones")
    func full() throws {
        var rows = RowDeduplicator(rowsMax: 2, hash: AttendeeReading.hash)
        _ = try rows.admit(key: [1], content: [], line: 2)
        _ = try rows.admit(key: [2], content: [], line: 3)
        #expect(throws: CSVError.tooManyRows(limit: 2)) {
            try rows.admit(key: [3], content: [], line: 4)
        }
        #expect(try rows.admit(key: [2], content: [], line: 5) == .repeated(firstLine: 3))
    }

    @Test("900,000 people take less than 64 MiB, and each is found again")
    func memory() throws {
        var rows = RowDeduplicator { bytes in
            let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return (number, number &* 0x9E37_79B9_7F4A_7C15)
        }
        for number in 0..<900_000 {
            let key = Self.bytes(number)
            guard try rows.admit(key: key, content: key, line: number + 2) == .first else {
                Issue.record("the key of row \(number) was known already")
                return
            }
        }
        #expect(rows.count == 900_000)
        #expect(rows.allocatedBytes < 45 * 1024 * 1024)
        for number in stride(from: 0, to: 900_000, by: 997) {
            let key = Self.bytes(number)
            let outcome = try rows.admit(key: key, content: key, line: 1_000_000)
            #expect(outcome == .repeated(firstLine: number + 2))
        }
    }

    private static func bytes(_ number: Int) -> [UInt8] {
        [
            UInt8(truncatingIfNeeded: number >> 16), UInt8(truncatingIfNeeded: number >> 8),
            UInt8(truncatingIfNeeded: number),
        ]
    }
}

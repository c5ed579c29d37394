internal import CRDT
internal import SQLite

/// The wall clocks of all entries, exits, attempts and witnesses, in the order of their keys.
struct WallTable {
    private var readings: [Reading] = []

    /// What an author's own clock said when it wrote an operation.
    struct Reading {
        let key: DotKey
        let milliseconds: UInt64
        let isWitness: Bool
    }

    init(_ database: Database) throws {
        try database.prepare(
            """
            SELECT dot, time, wall_offset, 0 FROM attendance WHERE permit = 0
            UNION ALL SELECT dot, time, wall_offset, 0 FROM attempt WHERE permit = 0
            UNION ALL SELECT dot, time, wall_offset, 1 FROM witness WHERE permit = 0
            ORDER BY 1
            """
        ).forEach { row in
            let time = HybridTimestamp(packed: UInt64(clamping: try row.int(1)))
            readings.append(
                Reading(
                    key: DotKey(rawValue: try row.int(0)),
                    milliseconds: WallClock.milliseconds(time, offset: try row.int(2)),
                    isWitness: try row.int(3) == 1))
        }
    }

    /// The reading of an operation; nil where it has none.
    func reading(of key: DotKey) -> Reading? {
        guard let last = lastReading(upTo: key), last.key == key else { return nil }
        return last
    }

    /// The last reading of the same author up to an operation; nil where there is none.
    func lastReading(upTo key: DotKey) -> Reading? {
        var (low, high) = (0, readings.count)
        while low < high {
            let middle = low + (high - low) / 2
            if readings[middle].key <= key { low = middle + 1 } else { high = middle }
        }
        guard low > 0, readings[low - 1].key.author == key.author else { return nil }
        return readings[low - 1]
    }
}

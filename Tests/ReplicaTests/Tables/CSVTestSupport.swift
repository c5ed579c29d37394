import Replica

/// Everything that a reader hands out, at a given size of chunks.
struct CSVReading: Equatable {
    var header: [String] = []
    var rows: [CSVRow] = []
    var error: CSVError?

    init(
        _ bytes: [UInt8], delimiter: CSVDelimiter? = nil, limits: CSVLimits = .standard,
        chunkBytes: Int = 64 * 1024
    ) {
        do throws(CSVError) {
            let source = CSVSource(bytes: bytes, chunkBytes: chunkBytes)
            var reader = try CSVReader(source: source, delimiter: delimiter, limits: limits)
            header = reader.header.fields
            while let row = try reader.next() {
                rows.append(row)
            }
        } catch {
            self.error = error
        }
    }

    init(_ text: String, delimiter: CSVDelimiter? = nil, limits: CSVLimits = .standard) {
        self.init(Array(text.utf8), delimiter: delimiter, limits: limits)
    }

    /// The fields of the rows that were not refused.
    var fields: [[String]] {
        rows.compactMap { row in
            guard case .record(let record) = row else {
                return nil
            }
            return record.fields
        }
    }

    var lines: [Int] { rows.map(\.line) }
}

/// Randomness for tests that a seed replays (SplitMix64).
struct TestRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(bound))
    }
}

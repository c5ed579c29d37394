/// Finds rows of a person who already had one, in memory that a million rows don't exhaust.
///
/// Of each row it keeps 12 bytes of a hash of the key, 4 of one of the content, and the line: 20
/// bytes, and at most 16 for its place in the table. 900,000 rows take about 32 MiB at the worst
/// moment, while the table grows. The hash must be keyed and of cryptographic quality (BLAKE2b):
/// then two of a million keys are taken for one with a probability of 10⁻¹⁷, and a repeat that
/// differs passes for an equal one with 2⁻³².
package struct RowDeduplicator: Sendable {
    /// Two independent halves of a hash of bytes.
    package typealias Hash = @Sendable ([UInt8]) -> (UInt64, UInt64)

    /// What an earlier row says about this one.
    package enum Outcome: Hashable, Sendable {
        /// No earlier row has this key.
        case first
        /// The row says the same as its first one, in that line.
        case repeated(firstLine: Int)
        /// The row has the key of that line, and other content.
        case differs(firstLine: Int)
    }

    private struct Entry {
        let key: (UInt32, UInt32, UInt32)
        let content: UInt32
        let line: UInt32
    }

    private static let entriesPerPage = 16_384

    /// The most different keys kept.
    package let rowsMax: Int
    /// Different keys kept so far.
    package private(set) var count = 0
    private let hash: Hash
    /// Entries in the order of arrival, in pages, so that growing copies none of them.
    private var pages: [[Entry]] = []
    /// Open addressing with linear probing: numbers of entries, plus one; zero is free.
    private var slots: [UInt32]

    package init(rowsMax: Int = CSVLimits.standard.rowsMax, hash: @escaping Hash) {
        self.rowsMax = min(rowsMax, Int(UInt32.max) - 1)
        self.hash = hash
        self.slots = [UInt32](repeating: 0, count: 1024)
    }

    /// Compares a row with the earlier ones, and remembers it if it is the first of its key.
    ///
    /// Throws `tooManyRows` for a new key when the table holds `rowsMax`.
    package mutating func admit(_ row: AttendeeRow) throws(CSVError) -> Outcome {
        try admit(key: row.key.bytes, content: row.contentBytes, line: row.line)
    }

    /// Compares and remembers a row by its bytes.
    package mutating func admit(
        key: [UInt8], content: [UInt8], line: Int
    ) throws(CSVError) -> Outcome {
        let keyHash = Self.shortened(hash(key))
        let contentHash = UInt32(truncatingIfNeeded: hash(content).0)
        var slot = firstSlot(keyHash)
        while slots[slot] != 0 {
            let entry = entry(Int(slots[slot]) - 1)
            if entry.key == keyHash {
                let first = Int(entry.line)
                return entry.content == contentHash
                    ? .repeated(firstLine: first) : .differs(firstLine: first)
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        guard count < rowsMax else {
            throw .tooManyRows(limit: rowsMax)
        }
        append(Entry(key: keyHash, content: contentHash, line: UInt32(clamping: line)))
        slots[slot] = UInt32(count)
        growIfNeeded()
        return .first
    }

    /// The bytes that entries and table take now.
    package var allocatedBytes: Int {
        pages.reduce(0) { $0 + $1.capacity * MemoryLayout<Entry>.stride }
            + slots.capacity * MemoryLayout<UInt32>.stride
    }
}

extension RowDeduplicator {
    private static func shortened(_ hash: (UInt64, UInt64)) -> (UInt32, UInt32, UInt32) {
        (
            UInt32(truncatingIfNeeded: hash.0), UInt32(truncatingIfNeeded: hash.0 >> 32),
            UInt32(truncatingIfNeeded: hash.1)
        )
    }

    private func firstSlot(_ key: (UInt32, UInt32, UInt32)) -> Int {
        Int(key.2) & (slots.count - 1)
    }

    private func entry(_ number: Int) -> Entry {
        pages[number / Self.entriesPerPage][number % Self.entriesPerPage]
    }

    private mutating func append(_ entry: Entry) {
        if count.isMultiple(of: Self.entriesPerPage) {
            var page: [Entry] = []
            page.reserveCapacity(Self.entriesPerPage)
            pages.append(page)
        }
        pages[pages.count - 1].append(entry)
        count += 1
    }

    /// Doubles the table before it is half full, so that probes stay short.
    private mutating func growIfNeeded() {
        guard count * 2 > slots.count else {
            return
        }
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for number in 0..<count {
            var slot = firstSlot(entry(number).key)
            while slots[slot] != 0 {
                slot = (slot + 1) & (slots.count - 1)
            }
            slots[slot] = UInt32(number + 1)
        }
    }
}

/// Sixteen bytes that name a line of a log, a person, a checkpoint or a tag; ordered as bytes are.
package struct ModelID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The first eight bytes, big-endian.
    package let high: UInt64
    /// The last eight bytes, big-endian.
    package let low: UInt64

    /// The id with these two halves.
    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    package var description: String {
        let digits = [high, low].map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }
        return digits.joined()
    }

    package static func < (left: ModelID, right: ModelID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

/// The 32 bytes of a device's key.
package struct ModelKey: Hashable, Comparable, Sendable {
    /// The bytes, eight at a time, big-endian.
    package let words: [UInt64]

    /// The key with these four words.
    package init(words: [UInt64]) { self.words = words }

    package static func < (left: ModelKey, right: ModelKey) -> Bool {
        left.words.lexicographicallyPrecedes(right.words)
    }
}

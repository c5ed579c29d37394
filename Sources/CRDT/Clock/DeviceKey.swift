/// The Ed25519 public key of a device.
public struct DeviceKey: Identifier256 {
    /// The four words, most significant bytes first.
    public let words: (UInt64, UInt64, UInt64, UInt64)

    /// Creates the value from its four words.
    @inlinable
    public init(words: (UInt64, UInt64, UInt64, UInt64)) {
        self.words = words
    }
}

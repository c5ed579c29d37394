internal import CSodium

/// What belongs to the library as a whole.
public enum Sodium {
    private static let outcome: Int32 = sodium_init()

    /// Prepares libsodium: chooses the fastest code for this processor and opens the random source.
    ///
    /// Any thread may call it, any number of times; all but the first cost nothing. What draws random
    /// bytes calls it by itself. Hashes and signatures are right without it, only slower.
    public static func initialize() throws(SodiumError) {
        guard outcome >= 0 else { throw SodiumError.notInitialized }
    }

    /// The library's version, such as `1.0.18`.
    public static var libraryVersion: String {
        String(cString: sodium_version_string())
    }

    /// Bytes from the system's secure random source.
    public static func randomBytes(_ count: Int) throws(SodiumError) -> [UInt8] {
        try initialize()
        guard count >= 0 else { throw SodiumError.wrongLength(what: "random bytes", count: count) }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            if let start = buffer.baseAddress { randombytes_buf(start, count) }
            initialized = count
        }
    }

    /// Whether two values are equal, in a time that depends on their lengths alone.
    public static func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return left.withUnsafeBytes { left in
            right.withUnsafeBytes { right in
                guard let leftStart = left.baseAddress, let rightStart = right.baseAddress else {
                    return true
                }
                return sodium_memcmp(leftStart, rightStart, left.count) == 0
            }
        }
    }
}

internal import CSodium

/// Authenticated encryption with a secret key: XSalsa20 and Poly1305 (`crypto_secretbox`).
public enum SecretBox {
    /// Bytes of a key.
    public static let keyCount = 32
    /// Bytes of a nonce, which must never be used twice with a key.
    ///
    /// Random ones are long enough.
    public static let nonceCount = 24
    /// Bytes by which a sealed message is longer than the message.
    public static let overheadCount = 16

    /// Encrypts a message; the result is 16 bytes longer.
    public static func seal(
        _ message: [UInt8], nonce: [UInt8], key: SecretKey
    ) throws(SodiumError) -> [UInt8] {
        try check(nonce: nonce, key: key)
        var output = [UInt8](repeating: 0, count: message.count + overheadCount)
        let result = key.withUnsafeBytes {
            csodium_box_seal(&output, message, message.count, nonce, $0.baseAddress)
        }
        guard result == 0 else { throw SodiumError.failed(what: "secret box") }
        return output
    }

    /// Decrypts what `seal` made with the same nonce and key; throws `forged` for anything else.
    public static func open(
        _ sealed: [UInt8], nonce: [UInt8], key: SecretKey
    ) throws(SodiumError) -> [UInt8] {
        try check(nonce: nonce, key: key)
        guard sealed.count >= overheadCount else { throw SodiumError.forged }
        var output = [UInt8](repeating: 0, count: sealed.count - overheadCount)
        let result = key.withUnsafeBytes {
            csodium_box_open(&output, sealed, sealed.count, nonce, $0.baseAddress)
        }
        guard result == 0 else { throw SodiumError.forged }
        return output
    }

    private static func check(nonce: [UInt8], key: SecretKey) throws(SodiumError) {
        guard nonce.count == nonceCount else {
            throw SodiumError.wrongLength(what: "secret box nonce", count: nonce.count)
        }
        guard key.count == keyCount else {
            throw SodiumError.wrongLength(what: "secret box key", count: key.count)
        }
    }
}

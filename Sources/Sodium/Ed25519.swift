internal import CSodium

/// Signatures on Curve25519 (RFC 8032), with the strict checks of libsodium.
///
/// A signature is accepted only if its S is below the group's order (so nobody can make a second valid
/// signature from a first), and neither its R nor the public key is of small order or encoded in a
/// second way. The equation is the one without cofactor. libsodium 1.0.18 makes all of these checks
/// in `crypto_sign_verify_detached`; the tests hold it to them.
public enum Ed25519 {
    /// Bytes of a seed, from which a key pair follows.
    public static let seedCount = 32
    /// Bytes of a public key.
    public static let publicKeyCount = 32
    /// Bytes of a signature.
    public static let signatureCount = 64

    /// Whether somebody who holds the secret key of `publicKey` signed the message.
    ///
    /// False also for keys and signatures of a wrong length.
    public static func verify(
        signature: [UInt8], message: [UInt8], publicKey: [UInt8]
    ) -> Bool {
        signature.withUnsafeBytes { signature in
            message.withUnsafeBytes { message in
                publicKey.withUnsafeBytes { publicKey in
                    verify(signature: signature, message: message, publicKey: publicKey)
                }
            }
        }
    }

    /// Whether somebody who holds the secret key of `publicKey` signed the message.
    public static func verify(
        signature: Span<UInt8>, message: Span<UInt8>, publicKey: Span<UInt8>
    ) -> Bool {
        signature.withUnsafeBytes { signature in
            message.withUnsafeBytes { message in
                publicKey.withUnsafeBytes { publicKey in
                    verify(signature: signature, message: message, publicKey: publicKey)
                }
            }
        }
    }

    /// Whether somebody who holds the secret key of `publicKey` signed the message.
    public static func verify(
        signature: UnsafeRawBufferPointer, message: UnsafeRawBufferPointer,
        publicKey: UnsafeRawBufferPointer
    ) -> Bool {
        guard signature.count == signatureCount, publicKey.count == publicKeyCount else {
            return false
        }
        let result = csodium_verify(
            signature.baseAddress, message.baseAddress, message.count, publicKey.baseAddress)
        return result == 0
    }

    /// Whether the bytes encode, in the one way allowed, a point of the main subgroup.
    ///
    /// Stricter than `verify`: it also refuses keys of mixed order, which no honest device has. To be
    /// asked when a key is let in, not at each signature (it costs as much as verifying one).
    public static func isValidPublicKey(_ publicKey: [UInt8]) -> Bool {
        guard publicKey.count == publicKeyCount else { return false }
        return crypto_core_ed25519_is_valid_point(publicKey) == 1
    }
}

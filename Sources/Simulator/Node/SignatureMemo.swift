import Sodium
import Synchronization

/// Remembers which signatures were checked, and how it went.
///
/// Every machine of a simulation checks the same signatures, and again when it verifies its log: the
/// answer is a function of the bytes, and finding them costs a tenth of checking anew.
final class SignatureMemo: Sendable {
    /// A small event has some hundred.
    static let entriesMaximum = 1 << 16

    private let known = Mutex<[[UInt8]: Bool]>([:])

    func isAuthentic(_ signature: [UInt8], _ message: [UInt8], _ publicKey: [UInt8]) -> Bool {
        // The key and the signature have fixed lengths; otherwise nothing is remembered.
        guard signature.count == Ed25519.signatureCount, publicKey.count == Ed25519.publicKeyCount
        else {
            return Ed25519.verify(signature: signature, message: message, publicKey: publicKey)
        }
        let bytes = publicKey + signature + message
        return known.withLock { known in
            if let answer = known[bytes] { return answer }
            let answer = Ed25519.verify(
                signature: signature, message: message, publicKey: publicKey)
            if known.count >= Self.entriesMaximum { known.removeAll(keepingCapacity: true) }
            known[bytes] = answer
            return answer
        }
    }
}

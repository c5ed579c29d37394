/// What a function of this module refused.
public enum SodiumError: Error, Hashable, Sendable {
    /// libsodium could not start: no source of random bytes.
    case notInitialized
    /// A key, nonce, seed or output has a length that the algorithm doesn't allow.
    case wrongLength(what: String, count: Int)
    /// A sealed message was changed, or belongs to another key or nonce.
    case forged
    /// libsodium failed where it documents no reason for this input.
    case failed(what: String)
}

extension SodiumError: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch self {
        case .notInitialized: "libsodium could not start: no source of random bytes"
        case .wrongLength(let what, let count): "\(count) is no valid number of bytes for: \(what)"
        case .forged: "the message was changed, or belongs to another key or nonce"
        case .failed(let what): "libsodium failed at: \(what)"
        }
    }
}

import CRDT
import Sodium

/// The hash of the sync protocol.
enum NodeHash {
    /// BLAKE2b-256.
    @Sendable static func hash(_ bytes: [UInt8]) -> Hash256 {
        guard let digest = try? BLAKE2b.hash(bytes), let hash = Hash256(bytes: digest) else {
            preconditionFailure("BLAKE2b gives 32 bytes")
        }
        return hash
    }
}

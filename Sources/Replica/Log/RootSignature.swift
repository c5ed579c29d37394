internal import CRDT
internal import Sodium

/// Whether the root of a space said what a grant or a revocation claims.
enum RootSignature {
    static func isGenuine(_ grant: RootGrant, space: SpaceID) -> Bool {
        LogHash.space(rootKey: grant.rootKey) == space
            && Ed25519.verify(
                signature: grant.signature, message: grant.signedBytes(space: space),
                publicKey: grant.rootKey.bytes)
    }

    static func isGenuine(_ revocation: RootRevocation, space: SpaceID) -> Bool {
        LogHash.space(rootKey: revocation.rootKey) == space
            && Ed25519.verify(
                signature: revocation.signature, message: revocation.signedBytes(space: space),
                publicKey: revocation.rootKey.bytes)
    }
}

internal import CSodium

extension Ed25519 {
    /// A secret key with the public key that belongs to it.
    public struct KeyPair: Sendable {
        /// The public key, 32 bytes.
        public let publicKey: [UInt8]
        // libsodium's form: the seed, then the public key.
        private let secret: SecretKey

        /// The pair that follows from a seed of 32 bytes.
        public init(seed: [UInt8]) throws(SodiumError) {
            try self.init(seed: SecretKey(seed))
        }

        /// The pair that follows from a seed of 32 bytes.
        public init(seed: SecretKey) throws(SodiumError) {
            self = try seed.withUnsafeBytes { (seed) throws(SodiumError) in
                try KeyPair(seedBytes: seed)
            }
        }

        /// A new pair from the system's secure random source.
        public static func random() throws(SodiumError) -> KeyPair {
            try KeyPair(seed: SecretKey.random(count: Ed25519.seedCount))
        }

        private init(seedBytes: UnsafeRawBufferPointer) throws(SodiumError) {
            guard seedBytes.count == Ed25519.seedCount else {
                throw SodiumError.wrongLength(what: "Ed25519 seed", count: seedBytes.count)
            }
            var publicKey = [UInt8](repeating: 0, count: Ed25519.publicKeyCount)
            var result: Int32 = -1
            secret = SecretKey(count: Ed25519.seedCount + Ed25519.publicKeyCount) { memory in
                result = csodium_sign_seed_keypair(
                    &publicKey, memory.baseAddress, seedBytes.baseAddress)
            }
            self.publicKey = publicKey
            guard result == 0 else { throw SodiumError.failed(what: "Ed25519 key pair") }
        }

        /// Lends the seed, to be stored.
        public func withSeed<Result, Failure: Error>(
            _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            try secret.withUnsafeBytes { (bytes) throws(Failure) in
                try body(UnsafeRawBufferPointer(rebasing: bytes.prefix(Ed25519.seedCount)))
            }
        }

        /// The signature of a message, 64 bytes; the same each time.
        public func sign(_ message: [UInt8]) -> [UInt8] {
            message.withUnsafeBytes { sign($0) }
        }

        /// The signature of a message, 64 bytes; the same each time.
        public func sign(_ message: Span<UInt8>) -> [UInt8] {
            message.withUnsafeBytes { sign($0) }
        }

        /// The signature of a message, 64 bytes; the same each time.
        public func sign(_ message: UnsafeRawBufferPointer) -> [UInt8] {
            secret.withUnsafeBytes { secret in
                [UInt8](unsafeUninitializedCapacity: Ed25519.signatureCount) { output, count in
                    // Cannot fail for a key that this type has made.
                    _ = csodium_sign(
                        output.baseAddress, message.baseAddress, message.count,
                        secret.baseAddress)
                    count = Ed25519.signatureCount
                }
            }
        }
    }
}

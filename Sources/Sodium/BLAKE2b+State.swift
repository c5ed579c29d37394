internal import CSodium

extension BLAKE2b {
    /// A hash over bytes that come in parts; its memory is wiped at its end.
    public struct State: ~Copyable {
        private let state: UnsafeMutableRawPointer
        /// How many bytes the hash will have.
        public let outputCount: Int

        /// Begins a hash of the given length, keyed if the key isn't empty.
        public init(outputCount: Int = 32, key: [UInt8] = []) throws(SodiumError) {
            let memory = try Self.begin(outputCount: outputCount, key: key)
            self.init(memory: memory, outputCount: outputCount)
        }

        private init(memory: UnsafeMutableRawPointer, outputCount: Int) {
            self.state = memory
            self.outputCount = outputCount
        }

        private static func begin(
            outputCount: Int, key: [UInt8]
        ) throws(SodiumError) -> UnsafeMutableRawPointer {
            try BLAKE2b.check(outputCount: outputCount, keyCount: key.count)
            let memory = UnsafeMutableRawPointer.allocate(
                byteCount: csodium_blake2b_state_count(),
                alignment: csodium_blake2b_state_alignment())
            guard csodium_blake2b_init(memory, key, key.count, outputCount) == 0 else {
                memory.deallocate()
                throw SodiumError.failed(what: "BLAKE2b")
            }
            return memory
        }

        deinit {
            sodium_memzero(state, csodium_blake2b_state_count())
            state.deallocate()
        }

        /// Adds bytes.
        public mutating func update(_ bytes: [UInt8]) {
            bytes.withUnsafeBytes { update($0) }
        }

        /// Adds bytes.
        public mutating func update(_ bytes: Span<UInt8>) {
            bytes.withUnsafeBytes { update($0) }
        }

        /// Adds the bytes of a digest.
        public mutating func update(_ digest: Digest32) {
            digest.withUnsafeBytes { update($0) }
        }

        /// Adds bytes.
        public mutating func update(_ bytes: UnsafeRawBufferPointer) {
            // Cannot fail: a state is finished once, at its end.
            _ = csodium_blake2b_update(state, bytes.baseAddress, bytes.count)
        }

        /// The hash, of `outputCount` bytes.
        public consuming func finalise() -> [UInt8] {
            var output = [UInt8](repeating: 0, count: outputCount)
            output.withUnsafeMutableBytes { output in
                _ = csodium_blake2b_final(state, output.baseAddress, output.count)
            }
            return output
        }

        /// The hash as a digest; nil unless it has 32 bytes.
        public consuming func finalise32() -> Digest32? {
            guard outputCount == Digest32.count else { return nil }
            var digest = Digest32()
            digest.withUnsafeMutableBytes { output in
                _ = csodium_blake2b_final(state, output.baseAddress, output.count)
            }
            return digest
        }
    }
}

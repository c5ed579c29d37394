import CRDT
import Testing

/// There is one encoding of a delta: whatever a change makes of it is refused, or is exactly the
/// encoding of another delta.
@Suite struct DeltaCodecMutationTests {
    private let author = AuthorID.sample(7)

    @Test(arguments: 0..<DeltaGenerator.kindCount)
    func everyChangeOfOneByteIsRefusedOrCanonical(kind: Int) throws {
        for seed in 0..<UInt64(Scale.cases(6)) {
            var generator = DeltaGenerator(seed: seed, author: author)
            let delta = generator.delta(operationCount: 1, kind: kind)
            let bytes = try DeltaCodec.encode(delta, author: author)
            var accepted = 0
            for position in bytes.indices {
                for value in UInt8.min...UInt8.max where value != bytes[position] {
                    var changed = bytes
                    changed[position] = value
                    guard let isFine = isCanonical(changed) else { continue }
                    accepted += 1
                    #expect(isFine, "seed \(seed), \(position) = \(value)")
                }
            }
            #expect(accepted > 0, "no change was accepted at all: seed \(seed)")
        }
    }

    @Test func changesOfLargerDeltasAreRefusedOrCanonical() throws {
        for seed in 0..<UInt64(Scale.cases(1000)) {
            var generator = DeltaGenerator(seed: seed, author: author)
            let delta = generator.delta(operationCount: generator.random.int(5...60))
            let bytes = try DeltaCodec.encode(delta, author: author)
            for _ in 0..<50 {
                let changed = generator.random.damage(bytes)
                #expect(isCanonical(changed) != false, "seed \(seed)")
            }
        }
    }

    @Test func everyTruncationIsRefusedOrCanonical() throws {
        for seed in 0..<UInt64(Scale.cases(500)) {
            var generator = DeltaGenerator(seed: seed, author: author)
            let bytes = try DeltaCodec.encode(generator.delta(), author: author)
            for length in 0..<bytes.count {
                #expect(isCanonical(Array(bytes.prefix(length))) != false, "seed \(seed)")
            }
            #expect(throws: CodecError.trailingBytes) {
                try DeltaCodec.decode(bytes + [0], author: author)
            }
        }
    }

    @Test func randomBytesNeverTrap() {
        var random = SplitMix64(seed: 1)
        var refused = 0
        for _ in 0..<Scale.cases(200_000) {
            var bytes = random.bytes(random.int(0...80))
            if !bytes.isEmpty, !random.oneIn(4) { bytes[0] = DeltaCodec.version }
            if bytes.count > 1, !random.oneIn(4) { bytes[1] &= 1 }
            let isFine = isCanonical(bytes)
            #expect(isFine != false)
            if isFine == nil { refused += 1 }
        }
        #expect(refused > 0)
    }

    /// Nil where the bytes are refused, else whether they are what their delta is encoded to.
    private func isCanonical(_ bytes: [UInt8]) -> Bool? {
        guard let delta = try? DeltaCodec.decode(bytes, author: author) else { return nil }
        return (try? DeltaCodec.encode(delta, author: author)) == bytes
    }
}

extension SplitMix64 {
    /// The bytes with one to three changed, or some inserted, removed or swapped.
    mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
        var changed = bytes
        guard !bytes.isEmpty else { return changed }
        for _ in 0..<int(1...3) where !changed.isEmpty {
            let position = int(0...changed.count - 1)
            switch int(0...5) {
            case 0: changed.remove(at: position)
            case 1: changed.insert(UInt8.random(in: 0...255, using: &self), at: position)
            case 2: changed.swapAt(position, int(0...changed.count - 1))
            case 3: changed[position] ^= 1 << UInt8(int(0...7))
            default: changed[position] = UInt8.random(in: 0...255, using: &self)
            }
        }
        return changed
    }
}

import CRDT
import Testing

/// Packing is canonical too: a changed run is refused, or is exactly the packing of what it says.
@Suite struct RunCodecMutationTests {
    private let author = AuthorID.sample(7)

    @Test func everyChangeOfOneByteIsRefusedOrCanonical() throws {
        var accepted = 0
        for seed in 0..<UInt64(Scale.cases(6)) {
            let (bytes, dictionary) = try packed(seed: seed, deltas: 2)
            for position in bytes.indices {
                for value in UInt8.min...UInt8.max where value != bytes[position] {
                    var changed = bytes
                    changed[position] = value
                    guard let isFine = isCanonical(changed, dictionary) else { continue }
                    accepted += 1
                    #expect(isFine, "seed \(seed), \(position) = \(value)")
                }
            }
        }
        #expect(accepted > 0)
    }

    @Test func changesOfLongRunsAreRefusedOrCanonical() throws {
        for seed in 0..<UInt64(Scale.cases(400)) {
            let (bytes, dictionary) = try packed(seed: seed, deltas: 20)
            var random = SplitMix64(seed: seed)
            for _ in 0..<50 {
                let changed = random.damage(bytes)
                #expect(isCanonical(changed, dictionary) != false, "seed \(seed)")
            }
        }
    }

    @Test func everyTruncationIsRefused() throws {
        for seed in 0..<UInt64(Scale.cases(200)) {
            let (bytes, dictionary) = try packed(seed: seed, deltas: 4)
            for length in 0..<bytes.count {
                #expect(
                    isCanonical(Array(bytes.prefix(length)), dictionary) == nil, "seed \(seed)")
            }
            #expect(isCanonical(bytes + [0], dictionary) == nil, "seed \(seed)")
        }
    }

    @Test func randomBytesNeverTrap() {
        var random = SplitMix64(seed: 2)
        var refused = 0
        for _ in 0..<Scale.cases(100_000) {
            var bytes = [DeltaCodec.version, random.oneIn(2) ? 0 : 1] + author.bytes
            if bytes[1] == 1 { bytes += random.bytes(32) }
            bytes += [2, 5, 0, UInt8(random.int(0...3))]
            bytes += random.bytes(random.int(0...60)).map { random.oneIn(2) ? $0 & 0x1f : $0 }
            let isFine = isCanonical(bytes, LogDictionary())
            #expect(isFine != false)
            if isFine == nil { refused += 1 }
        }
        #expect(refused > 0)
    }

    @Test func aSecondFormOfTheSameDeltaIsRefused() throws {
        let label = Operation.label(Label(.gate("a")))
        let deltas = try (1...2).map { number in
            let delta = Delta.sample([label], ordinal: UInt64(number))
            return Run.SignedDelta(
                delta: delta, bytes: try DeltaCodec.encode(delta, author: author), signature: nil)
        }
        var dictionary = LogDictionary()
        let run = Run(author: author, deltas: [deltas[1]])
        let good = try RunCodec.encode(run, dictionary: &dictionary)
        let start = 2 + 16 + 4
        // One operation: flagged, and no counter. Each flag has a form only where it is needed.
        #expect(good[start] == 0b10100)
        for flags in [0b00100, 0b10000, 0b10110, 0b11100, 0b110100] as [UInt8] {
            var changed = good
            changed[start] = flags
            #expect(isCanonical(changed, LogDictionary()) == nil, "\(flags)")
        }
    }

    @Test func sayingAgainWhatTheDeltaBeforeSaidIsRefused() throws {
        let deltas = try (2...3).map { number in
            var delta = Delta.sample([.label(Label(.gate("a")))], ordinal: UInt64(number))
            delta.time = .zero
            return Run.SignedDelta(
                delta: delta, bytes: try DeltaCodec.encode(delta, author: author), signature: nil)
        }
        func pack(_ deltas: [Run.SignedDelta]) throws -> [UInt8] {
            var dictionary = LogDictionary()
            let run = Run(author: author, deltas: deltas)
            return try RunCodec.encode(run, dictionary: &dictionary)
        }
        let headCount = 2 + 16 + 4
        let good = try pack(deltas)
        let first = try pack([deltas[0]]).dropFirst(headCount)
        // Flags, time, an empty table, then five bytes of context.
        let second = Array(try pack([deltas[1]]).dropFirst(headCount))
        let start = Array(good.prefix(headCount) + first)
        let noTable = [second[0] | 0b1000, second[1]] + second.dropFirst(3)
        let noContext = [second[0] | 0b0010] + second[1...2] + second.dropFirst(8)
        let neither = [second[0] | 0b1010, second[1]] + second.dropFirst(8)
        #expect(start + neither == good)
        #expect(isCanonical(start + neither, LogDictionary()) == true)
        for more in [second, noTable, noContext] {
            #expect(isCanonical(start + more, LogDictionary()) == nil)
        }
    }

    private func packed(seed: UInt64, deltas count: Int) throws -> ([UInt8], LogDictionary) {
        var generator = DeltaGenerator(seed: seed, author: author)
        let log = try generator.log(deltas: count + 2)
        let start = generator.random.int(0...2)
        var dictionary = LogDictionary()
        if start > 0 {
            let before = Run(author: author, deltas: Array(log.prefix(start)))
            _ = try RunCodec.encode(before, dictionary: &dictionary)
        }
        var after = dictionary
        let run = Run(author: author, deltas: Array(log.dropFirst(start).prefix(count)))
        return (try RunCodec.encode(run, dictionary: &after), dictionary)
    }

    /// Nil where the bytes are refused, else whether they are what their run is packed to, and
    /// their deltas' bytes are what those are encoded to.
    private func isCanonical(_ bytes: [UInt8], _ dictionary: LogDictionary) -> Bool? {
        var read = dictionary
        guard let run = try? RunCodec.decode(bytes, dictionary: &read) else {
            return read == dictionary ? nil : false
        }
        var written = dictionary
        guard let packed = try? RunCodec.encode(run, dictionary: &written), packed == bytes,
            read == written
        else { return false }
        return run.deltas.allSatisfy {
            (try? DeltaCodec.encode($0.delta, author: run.author)) == $0.bytes
        }
    }
}

internal import CRDT
internal import Replica

/// What a check-in costs in bytes, where ten gates check people in at once and hear each other.
struct BytesBench {
    let hall: BenchHall
    let configuration: BenchConfiguration
    let progress: @Sendable (String) -> Void

    static let gates = 10
    /// A live frame around one pushed run: length 4, kind 1, count 1, branch flag 1, run length 2.
    private static let frameBytes = 9
    /// A reply around one run: length 4, kind 1, request 1, count 1, entry 1, content 1, length 3.
    private static let replyBytes = 12
    /// What one request for runs may bring: `GossipLimits.creditBytesMaximum`.
    private static let chunkBytes = 256 * 1024

    func figures() throws -> [BenchFigure] {
        progress("bytes: ten gates at once")
        let seed = configuration.seed
        let usual = try GateSimulation(hall, .init(), seed: seed)
        let alone = try GateSimulation(hall, .init(hasWitnesses: false), seed: seed)
        let exact = try GateSimulation(
            hall, .init(clockErrorMilliseconds: 0, hasWitnesses: false), seed: seed)
        let section = "Bytes of a check-in, \(Self.gates) gates at once (\(usual.checkins) in all)"
        var figures: [BenchFigure] = []
        func add(_ name: String, _ bytes: Double) {
            figures.append(BenchFigure(section, name, "B", [bytes]))
        }
        add("bulk, sealed (a signature per 64)", try Self.bulk(usual, .sealed))
        add("  without witnesses", try Self.bulk(alone, .sealed))
        add("  and with exact clocks", try Self.bulk(exact, .sealed))
        add("bulk, as a replica serves it now", try served(usual))
        add("bulk, unsealed (every signature)", try Self.bulk(usual, .all))
        add("live, one push, with its frame", try Self.live(usual))
        add("  without witnesses", try Self.live(alone))
        add("  of which the signature", 64)
        add("canonical form, which is hashed", Self.canonical(usual))
        add("disk, the whole file", try disk(usual))
        add("one witness, live, with its frame", try Self.witness(usual))
        return figures
    }

    private static func bulk(
        _ simulation: GateSimulation, _ signatures: BenchAuthor.Signatures
    ) throws -> Double {
        let bytes = try simulation.authors.reduce(0) { sum, author in
            try author.packed(signatures, maximumBytes: chunkBytes).reduce(sum) {
                $0 + $1.count + replyBytes
            }
        }
        return Double(bytes) / Double(simulation.checkins)
    }

    private static func live(_ simulation: GateSimulation) throws -> Double {
        let bytes = try simulation.authors.reduce(0) { sum, author in
            try author.packedOneByOne().reduce(sum) { $0 + $1.count + frameBytes }
        }
        return Double(bytes) / Double(simulation.checkins)
    }

    private static func witness(_ simulation: GateSimulation) throws -> Double {
        var bytes = 0
        for author in simulation.authors {
            for (signed, run) in zip(author.deltas, try author.packedOneByOne()) {
                guard case .witness = signed.delta.operations.first else { continue }
                bytes += run.count + frameBytes
            }
        }
        return Double(bytes) / Double(max(1, simulation.witnesses))
    }

    private static func canonical(_ simulation: GateSimulation) -> Double {
        let bytes = simulation.authors.reduce(0) { sum, author in
            author.deltas.reduce(sum) { $0 + $1.bytes.count }
        }
        return Double(bytes) / Double(simulation.checkins)
    }

    /// Sums what a replica that holds the logs sends to one that holds none of them.
    private func served(_ simulation: GateSimulation) throws -> Double {
        let replica = try filled(simulation)
        var bytes = 0
        for author in simulation.authors {
            var ordinal: UInt64 = 0
            while case .run(let run, let last) = try replica.run(
                of: author.id, branch: nil, after: ordinal, expecting: nil,
                maximumBytes: Self.chunkBytes)
            {
                bytes += run.count + Self.replyBytes
                ordinal = last
            }
            guard ordinal == author.ordinal else {
                throw BenchError.refused("a replica doesn't serve all that it holds")
            }
        }
        return Double(bytes) / Double(simulation.checkins)
    }

    /// How much the file grows.
    private func disk(_ simulation: GateSimulation) throws -> Double {
        let empty = try hall.replica("bytes")
        let before = try Self.fileBytes(of: empty)
        let after = try Self.fileBytes(of: try filled(simulation))
        return Double(after - before) / Double(simulation.checkins)
    }

    private func filled(_ simulation: GateSimulation) throws -> Replica {
        let replica = try hall.replica("bytes")
        for author in simulation.authors {
            try BenchHall.apply(
                try author.packed(.served, maximumBytes: Self.chunkBytes), to: replica)
        }
        return replica
    }

    private static func fileBytes(of replica: Replica) throws -> Int64 {
        try Scratch.pageBytes(ofDatabase: replica.folder.databasePath(of: replica.space))
    }
}

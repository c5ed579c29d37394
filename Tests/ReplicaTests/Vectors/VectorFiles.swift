import CRDT
import Sodium
import Testing

/// The committed files, made anew.
struct VectorFiles {
    let story: VectorStory

    /// One file of `Tests/Vectors`.
    struct File {
        var name: String
        var bytes: [UInt8]
    }

    init() throws { story = try VectorStory() }

    func all() throws -> [File] {
        [
            text("space.json", story.space.json), text("deltas.json", try deltas()),
            text("edges.json", try VectorEdges.json()), text("runs.json", try runs()),
            text("membership.json", try VectorMembership.json(seed: 20_260_921)),
            File(name: "export.bin", bytes: try export()),
            text("export.json", try summary()),
        ]
    }

    private func text(_ name: String, _ json: VectorJSON) -> File {
        File(name: name, bytes: Array(json.file.utf8))
    }

    private func deltas() throws -> VectorJSON {
        let main = story.logs.flatMap { log in
            log.deltas.indices.map { json(log, $0, branch: nil) }
        }
        let beside = story.branches.flatMap { log in
            let shared = log.sharedCount ?? 0
            return log.deltas.indices.dropFirst(shared).map {
                json(log, $0, branch: log.hashes[shared + 1])
            }
        }
        return .list(main + beside)
    }

    private func json(_ log: VectorLog, _ index: Int, branch: Hash256?) -> VectorJSON {
        let signed = log.deltas[index]
        return .object([
            ("log", .text(log.device.name)), ("author", .id(log.device.author)),
            ("branch", branch.map { .id($0) } ?? .null), ("canonical", .bytes(signed.bytes)),
            ("hash", .id(log.hashes[index + 1])),
            ("lastSequence", .count(signed.delta.lastSequence)),
            ("signature", .bytes(signed.signature ?? [])), ("delta", signed.delta.vectorJSON),
        ])
    }

    /// Each log whole and signed throughout; then in two runs, the second with its base stated and
    /// signed at its end only.
    private func runs() throws -> VectorJSON {
        var runs: [VectorJSON] = []
        for log in story.logs {
            let count = log.deltas.count
            runs.append(try json(log, 1...count, unsigned: [], statesBase: false))
            guard count > 2 else { continue }
            runs.append(try json(log, 1...count / 2, unsigned: [1], statesBase: true))
            runs.append(
                try json(
                    log, count / 2 + 1...count, unsigned: Set(count / 2 + 1..<count),
                    statesBase: true))
        }
        return .list(runs)
    }

    private func json(
        _ log: VectorLog, _ range: ClosedRange<Int>, unsigned: Set<Int>, statesBase: Bool
    ) throws -> VectorJSON {
        var dictionary = try log.dictionary(after: range.lowerBound - 1)
        let before = dictionary.entries
        let run = try log.run(
            range, unsigned: unsigned, statesBase: statesBase, dictionary: &dictionary)
        return .object([
            ("log", .text(log.device.name)), ("author", .id(log.device.author)),
            ("firstOrdinal", .count(UInt64(range.lowerBound))),
            ("deltaCount", .count(UInt64(range.count))),
            ("unsigned", .list(unsigned.sorted().map { .number(Int64($0)) })),
            ("base", statesBase ? .id(log.hashes[range.lowerBound - 1]) : .null),
            ("dictionaryBefore", .list(before.map { .id($0) })),
            ("dictionaryAfter", .list(dictionary.entries.map { .id($0) })),
            ("run", .bytes(run)),
        ])
    }

    /// The whole story: long logs in two runs, inner signatures mostly thinned out.
    func export() throws -> [UInt8] {
        let space = story.space
        var export = VectorExport(recoveryKey: space.recovery.publicKey)
        for log in story.logs {
            let count = log.deltas.count
            let cut = count > 4 ? count / 2 : count
            var dictionary = LogDictionary()
            let unsigned = Set(
                (1...count).filter { !$0.isMultiple(of: 3) && $0 != cut && $0 != count })
            export.record(1, try log.run(1...cut, unsigned: unsigned, dictionary: &dictionary))
            guard cut < count else { continue }
            export.record(
                1,
                try log.run(
                    cut + 1...count, unsigned: unsigned, statesBase: true, dictionary: &dictionary))
        }
        for branch in story.branches {
            let shared = branch.sharedCount ?? 0
            let name = branch.hashes[shared + 1].bytes
            var dictionary = try branch.dictionary(after: shared)
            for range in [shared + 1...shared + 2, shared + 3...branch.deltas.count] {
                export.record(
                    2,
                    try name + branch.run(range, statesBase: true, dictionary: &dictionary))
            }
        }
        for proof in story.proofs { export.proof(proof) }
        try export.end(by: try space.device("north"), space: space.id)
        return export.bytes
    }

    private func position(_ device: VectorDevice, _ sharedCount: Int) -> VectorJSON {
        .object([
            ("author", .id(device.author)), ("ordinal", .number(Int64(sharedCount) + 1)),
        ])
    }

    private func summary() throws -> VectorJSON {
        let judged = VectorJudgement(story)
        func table(_ counts: [String: Int]) -> VectorJSON {
            .object(counts.sorted { $0.key < $1.key }.map { ($0, .number(Int64($1))) })
        }
        return .object([
            ("space", .id(story.space.id)),
            ("exporter", .id(try story.space.device("north").key)),
            ("authors", .number(Int64(story.logs.count))),
            ("branches", .number(Int64(story.branches.count))),
            ("deltas", .number(Int64(judged.deltaCount))),
            ("operations", table(judged.kinds)), ("quarantined", table(judged.quarantined)),
            // Both branches part at one place.
            (
                "forks",
                .list(story.branches.prefix(1).map { position($0.device, $0.sharedCount ?? 0) })
            ),
            (
                "proofs",
                .list(
                    story.proofs.map {
                        .object([
                            ("author", .id($0.author)), ("ordinal", .count($0.ordinal)),
                        ])
                    })
            ),
            (
                "members",
                .list(
                    story.space.devices.filter { judged.membership.isMember($0.key) }
                        .map(\.key).sorted().map { .id($0) })
            ),
        ])
    }
}

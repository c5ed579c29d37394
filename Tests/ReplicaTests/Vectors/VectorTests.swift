import CRDT
import Foundation
import Sodium
import Testing

/// The committed vectors of the log format, which `Tests/Interop` checks in another language.
///
/// `NEXSTAGE_WRITE_VECTORS=1` writes them anew.
@Suite("Vectors of the log format")
struct VectorTests {
    private static var folder: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Vectors")
    }

    @Test("Made anew, the vectors are the committed ones")
    func regenerates() throws {
        let isWriting = ProcessInfo.processInfo.environment["NEXSTAGE_WRITE_VECTORS"] == "1"
        for file in try VectorFiles().all() {
            let place = Self.folder.appending(path: file.name)
            if isWriting { try Data(file.bytes).write(to: place, options: .atomic) }
            let committed = try Data(contentsOf: place)
            #expect(
                committed.elementsEqual(file.bytes),
                "\(file.name) differs: if the format was changed on purpose, change its version")
        }
    }

    @Test("Every kind of operation is in the vectors")
    func coversEveryKind() throws {
        let kinds = VectorJudgement(try VectorStory()).kinds
        let expected: Set = [
            "enrol", "cancel", "enter", "exit", "undo", "attempt", "write", "alias", "relate",
            "retract", "label", "witness", "resolve", "rootGrant", "grant", "revoke", "adopt",
            "rootRevoke", "unknown-64", "unknown-70000",
        ]
        #expect(Set(kinds.keys) == expected)
    }

    @Test("Every reason of quarantine is in the vectors")
    func coversEveryQuarantine() throws {
        let reasons = VectorJudgement(try VectorStory()).quarantined
        #expect(Set(reasons.keys) == Set(Permission.allCases.dropFirst().map(\.word)))
    }

    @Test("Lengths have their limits")
    func limitsLengths() throws {
        for edge in VectorEdges.acceptedLarge {
            let bytes = try edge.bytes
            let delta = try DeltaCodec.decode(bytes, author: VectorEdges.author)
            #expect(try DeltaCodec.encode(delta, author: VectorEdges.author) == bytes)
        }
        for edge in VectorEdges.refusedLarge {
            #expect(throws: CodecError.self, "\(edge.name)") {
                try DeltaCodec.decode(try edge.bytes, author: VectorEdges.author)
            }
        }
    }

    @Test("Decoding gives back every delta, alone and from runs")
    func decodes() throws {
        let story = try VectorStory()
        for log in story.logs + story.branches {
            for signed in log.deltas {
                #expect(
                    try DeltaCodec.decode(signed.bytes, author: log.device.author) == signed.delta)
            }
            var written = LogDictionary()
            var read = LogDictionary()
            let count = log.deltas.count
            for range in count > 1 ? [1...1, 2...count] : [1...count] {
                let run = try log.run(range, statesBase: true, dictionary: &written)
                let decoded = try RunCodec.decode(run, dictionary: &read)
                #expect(
                    decoded.deltas == Array(log.deltas[range.lowerBound - 1..<range.upperBound]))
                #expect(decoded.baseHash == log.hashes[range.lowerBound - 1])
                #expect(read == written)
            }
        }
    }

    @Test("A changed bit in a packed run never yields the same deltas and signatures")
    func runsAreNotMalleable() throws {
        let story = try VectorStory()
        let log = try #require(story.logs.first { $0.device.name == "north" })
        var dictionary = LogDictionary()
        let run = try log.run(1...log.deltas.count, dictionary: &dictionary)
        for position in run.indices {
            for bit in 0..<8 {
                var changed = run
                changed[position] ^= 1 << UInt8(bit)
                var dictionary = LogDictionary()
                guard let decoded = try? RunCodec.decode(changed, dictionary: &dictionary) else {
                    continue
                }
                #expect(
                    decoded.author != log.device.author || decoded.deltas != log.deltas,
                    "bit \(bit) of byte \(position)")
            }
        }
    }
}

import CRDT
import Foundation
import Sodium
import Testing

/// The bytes of format version 1, held to what they were when it was frozen.
///
/// ``VectorTests`` compares the committed files with the code, and can write them anew. This suite
/// knows their hashes, so whoever does so by mistake is told. What a later release adds (an operation
/// kind from 64 on, another version) gets vectors in files of its own.
@Suite("The vectors of version 1 are frozen")
struct FrozenVectorTests {
    /// BLAKE2b-256 of each file; not of `edges.json`, which has sentences in it.
    private static let files = [
        ("space.json", "2b32b11f224e7299de93590f769c8ba9fde166400bd27856d01064931b08ce4a"),
        ("deltas.json", "d560ddfe4574800f078d3144f879af3b8d74ebaffa129ed87f71e7edd4a65a71"),
        ("runs.json", "a4a3bb500e10d3c1335902b848343bbad7145eaca49012de3a3b6edcc5ad35f2"),
        ("membership.json", "6db56e2233b2eb77819aab6529e884467165659f5c086a14601940bddbdad051"),
        ("export.bin", "e4cfab95fc7653bb295989df11787d20ef143a195b63b7b2d5faa6351eac780b"),
        ("export.json", "1664d99a73931dfa5340aad04fd6284406db9945f76856789c183adeabb6ffbe"),
    ]

    @Test("No committed vector has changed", arguments: files)
    func isUnchanged(name: String, digest: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Vectors")
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
        #expect(
            BLAKE2b.digest32(bytes).bytes.hex == digest,
            "\(name) changed: logs of version 1 must be read for ever, so its vectors stay")
    }
}

import CRDT
import Foundation
import Replica
import Testing

/// What the model says of folders that go back in time, on real replicas and files.
@Suite struct RolledBackReplicaTests {
    /// The shortest way to a fork that the model finds where a folder goes on with its log after a
    /// peer has shown more of it than was written there.
    ///
    /// The laptop writes 1; 2 reaches one peer, 3 another one. The whole machine goes back to 1 and
    /// gets 2 from the first peer. Whoever has 3 can't be reached, so a new 3 would be a fork.
    @Test func aPeerThatShowsMoreOfOurLogEndsTheIncarnation() throws {
        let space = try RealSpace()
        var laptop: Replica? = try space.join(1)
        let first = try space.join(2)
        let second = try space.join(3)
        let author = try write(try #require(laptop))
        let path = try #require(laptop).folder.databasePath(of: space.coordinator.space)
        laptop = nil
        let saved = Self.files(path)
        laptop = try open(space, 1)
        try write(try #require(laptop))
        try RealSpace.pull(first, from: try #require(laptop))
        try write(try #require(laptop))
        try RealSpace.pull(second, from: try #require(laptop))
        laptop = nil
        try FileManager.default.removeItem(atPath: RealSpace.stateFolder(space.root, 1))
        try Self.restore(saved, path)
        let restored = try open(space, 1)
        try RealSpace.pull(restored, from: first)
        let next = try write(restored)
        #expect(next != author)
        for _ in 0..<2 {
            try RealSpace.pull(space.coordinator, from: restored)
            try RealSpace.pull(space.coordinator, from: second)
        }
        #expect(try space.coordinator.summary().proofs.isEmpty)
        let forks = try space.coordinator.conflicts(
            class: .forkedAuthor, openOnly: false, language: "en")
        #expect(forks.isEmpty)
        #expect(try space.coordinator.verify().problems == [])
    }

    /// Nothing that an honest laptop ever gets back makes it leave its log.
    @Test func whatWasWrittenHereAndComesBackChangesNothing() throws {
        let space = try RealSpace()
        let laptop = try space.join(1)
        let author = try write(laptop)
        try RealSpace.pull(space.coordinator, from: laptop)
        try write(laptop)
        let runs = try Self.runs(of: laptop, author)
        for outcome in try laptop.apply(runs) {
            guard case .duplicate = outcome else {
                Issue.record("not known: \(outcome)")
                continue
            }
        }
        try RealSpace.pull(laptop, from: space.coordinator)
        #expect(try write(laptop) == author)
    }

    /// A later incarnation's end doesn't bring an earlier one back.
    @Test func aLeftIncarnationIsNeverWrittenAgain() throws {
        let space = try RealSpace()
        var laptop: Replica? = try space.join(1)
        var authors = [try write(try #require(laptop))]
        let path = try #require(laptop).folder.databasePath(of: space.coordinator.space)
        laptop = nil
        for _ in 0..<3 {
            let saved = Self.files(path)
            laptop = try open(space, 1)
            try write(try #require(laptop))
            try RealSpace.pull(space.coordinator, from: try #require(laptop))
            laptop = nil
            try FileManager.default.removeItem(atPath: RealSpace.stateFolder(space.root, 1))
            try Self.restore(saved, path)
            laptop = try open(space, 1)
            try RealSpace.pull(try #require(laptop), from: space.coordinator)
            authors.append(try write(try #require(laptop)))
            laptop = nil
        }
        #expect(Set(authors).count == 4)
    }

    /// A proof alone is enough: whoever hears that two write the log doesn't become the third.
    @Test func aProofThatOurLogPartedEndsTheIncarnation() throws {
        let space = try RealSpace()
        var laptop: Replica? = try space.join(1)
        let author = try write(try #require(laptop))
        let path = try #require(laptop).folder.databasePath(of: space.coordinator.space)
        laptop = nil
        let saved = Self.files(path)
        for _ in 0..<2 {
            laptop = try open(space, 1)
            #expect(try write(try #require(laptop)) == author)
            try RealSpace.pull(space.coordinator, from: try #require(laptop))
            laptop = nil
            try FileManager.default.removeItem(atPath: RealSpace.stateFolder(space.root, 1))
            try Self.restore(saved, path)
        }
        let proofs = try space.coordinator.summary().proofs
        #expect(proofs.count == 1)
        let restored = try open(space, 1)
        #expect(try restored.accept(proofs: proofs) == 1)
        #expect(try write(restored) != author)
    }

    // MARK: - Support

    private func open(_ space: RealSpace, _ index: Int) throws -> Replica {
        try Replica(
            folder: DataFolder(path: space.root + "/\(index)"),
            environment: space.environment(index))
    }

    /// Writes one operation; returns the log that it went to.
    @discardableResult
    private func write(_ replica: Replica) throws -> AuthorID {
        let label = CRDT.Operation.label(Label(.gate("door")))
        return try #require(try replica.append([label]).first).author
    }

    private static func runs(of replica: Replica, _ author: AuthorID) throws -> [[UInt8]] {
        let reply = try replica.run(
            of: author, branch: nil, after: 0, expecting: nil, maximumBytes: 65536)
        guard case .run(let bytes, _) = reply else { return [] }
        return [bytes]
    }

    /// A database with its write-ahead log, as a snapshot of the machine has them.
    private static func files(_ path: String) -> [String: Data] {
        var files: [String: Data] = [:]
        for suffix in ["", "-wal"] {
            files[suffix] = FileManager.default.contents(atPath: path + suffix)
        }
        return files
    }

    /// Writes over the files in place, so that their inodes stay.
    private static func restore(_ files: [String: Data], _ path: String) throws {
        try? FileManager.default.removeItem(atPath: path + "-shm")
        for suffix in ["", "-wal"] {
            guard let handle = FileHandle(forWritingAtPath: path + suffix) else { continue }
            try handle.truncate(atOffset: 0)
            try handle.write(contentsOf: files[suffix] ?? Data())
            try handle.close()
        }
    }
}

import SQLite
import Testing

@Suite("The write-ahead log")
struct CheckpointTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func filled(_ configuration: Configuration = Configuration()) throws -> Database {
        let database = try Database(path: folder.path(), configuration: configuration)
        try database.execute("CREATE TABLE t(x)")
        for _ in 0..<20 {
            try database.run("INSERT INTO t VALUES (zeroblob(400000))")
        }
        return database
    }

    @Test("nothing is checkpointed by itself, neither by commits nor by closing")
    func onlyByHand() throws {
        let database = try filled()
        let walBytes = try database.walBytes()
        #expect(walBytes > 20 * 400_000)
        let before = try folder.size("test.db")
        #expect(before < 400_000)
        database.close()
        #expect(try folder.size("test.db") == before)
        #expect(try folder.size("test.db-wal") == Int(walBytes))
        let again = try Database(path: folder.path(), mode: .readWrite)
        #expect(try again.int("SELECT count(*) FROM t") == 20)
    }

    @Test("a connection that is asked to checkpoints as it closes")
    func onClose() throws {
        var configuration = Configuration()
        configuration.checkpointsOnClose = true
        try filled(configuration).close()
        #expect(!folder.exists("test.db-wal"))
        #expect(try folder.size("test.db") > 20 * 400_000)
    }

    @Test("a checkpoint by hand moves all frames, and truncating empties the file")
    func byHand() throws {
        let database = try filled()
        let passive = try database.checkpoint(.passive)
        #expect(passive.isComplete)
        #expect(passive.walFrames > 1_000)
        #expect(try database.walBytes() > 0)
        let truncated = try database.checkpoint(.truncate)
        #expect(truncated.isComplete)
        #expect(truncated.walFrames == 0)
        #expect(try database.walBytes() == 0)
        #expect(try database.int("SELECT count(*) FROM t") == 20)
    }

    @Test("a reader of an old snapshot makes it incomplete, not an error")
    func heldBack() throws {
        let database = try filled()
        let quick = try Database(path: folder.path(), busyTimeoutMilliseconds: 0)
        let reader = try Database(path: folder.path())
        try reader.begin(.deferred)
        #expect(try reader.int("SELECT count(*) FROM t") == 20)
        try database.run("INSERT INTO t VALUES (1)")
        let passive = try quick.checkpoint(.passive)
        #expect(!passive.isComplete)
        #expect(!passive.wasBusy)
        #expect(passive.checkpointedFrames < passive.walFrames)
        let full = try quick.checkpoint(.truncate)
        #expect(full.wasBusy)
        #expect(!full.isComplete)
        try reader.commit()
        #expect(try quick.checkpoint(.truncate).isComplete)
    }

    @Test("without a WAL there is nothing to do")
    func noWAL() throws {
        let database = try Database(path: ":memory:", configuration: .inMemory)
        #expect(try database.walBytes() == 0)
        let checkpoint = try database.checkpoint(.passive)
        #expect(checkpoint.walFrames == 0)
        #expect(checkpoint.isComplete)
    }
}

import Foundation
import Testing

/// What a person is told when the file is not what it should be: one sentence, nothing changed.
@Suite(
    "Damaged, foreign, older and newer files",
    .enabled(if: Python.isAvailable, "skipped: no python3 with sqlite3"))
struct DamageTests {
    let scratch: Scratch
    let device: Device
    let file: String

    init() throws {
        scratch = try Scratch()
        device = try Device.organiser(in: scratch)
        try device.enrol("Ana Souza", "Bruno Sá")
        try device.expectDone("checkin", "T-1")
        file = try device.databases.first.orThrow("a database")
        // All in the main file, none in the write-ahead log.
        try Python.sql(file)
    }

    private func expectOneSentence(_ word: String) throws {
        for arguments in [["digest"], ["checkin", "T-2", "--json"], ["log", "--json"]] {
            let outcome = try device.run(arguments)
            #expect(outcome.status == 1)
            #expect(outcome.isOneSentence, "\(outcome.err)")
            #expect(outcome.err.contains(word), "\(outcome.err)")
        }
    }

    private func overwrite(_ range: Range<UInt64>, with byte: UInt8) throws {
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: file))
        try handle.seek(toOffset: range.lowerBound)
        try handle.write(contentsOf: Data(repeating: byte, count: Int(range.count)))
        try handle.close()
    }

    private func size() throws -> UInt64 {
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        return try (attributes[.size] as? UInt64).orThrow("a size")
    }

    @Test("a file of nonsense is named, and verify exits 4")
    func nonsense() throws {
        try Data(repeating: 0x5A, count: 50_000).write(to: URL(fileURLWithPath: file))
        try expectOneSentence("damaged")
        let verify = try device.run("verify", "--json")
        #expect(verify.status == 4)
        #expect(try verify.json()["problems"].items.count == 1)
    }

    @Test("a file without its end is found damaged")
    func truncated() throws {
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: file))
        try handle.truncate(atOffset: try size() / 2)
        try handle.close()
        #expect(try device.run("verify").status == 4)
    }

    @Test("a page of the log that was overwritten is found by verify")
    func overwritten() throws {
        let middle = try size() / 2
        try overwrite(middle..<(middle + 3_000), with: 0xAA)
        let verify = try device.run("verify", "--json")
        #expect(verify.status == 4)
        #expect(try !verify.json()["problems"].items.isEmpty)
    }

    @Test("an operation that was changed in place is found by verify")
    func changedRow() throws {
        try Python.sql(file, "UPDATE attendance SET gate = gate + 7")
        let verify = try device.run("verify", "--json")
        #expect(verify.status == 4)
        try Python.sql(
            file, "UPDATE log_segment SET run = substr(run, 1, length(run) - 1) || x'00'")
        #expect(try device.run("verify").status == 4)
    }

    @Test("another program's database is left alone")
    func foreign() throws {
        let other = device.data + "/space-0123456789abcdef.sqlite"
        try Python.sql(other, "CREATE TABLE t(x)", "INSERT INTO t VALUES('theirs')")
        let outcome = try device.run("digest", "--space", "0123456789abcdef")
        #expect(outcome.status == 1)
        #expect(outcome.isOneSentence)
        #expect(outcome.err.contains("another program's"))
        let rows = try Python.run(
            "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); "
                + "print(d.execute('SELECT x FROM t').fetchall(), "
                + "d.execute('SELECT count(*) FROM sqlite_schema').fetchall(), "
                + "d.execute('PRAGMA application_id').fetchall())", other)
        #expect(rows == "[('theirs',)] [(1,)] [(0,)]\n")
    }

    @Test("a newer release's database is left alone")
    func newer() throws {
        try Python.sql(file, "PRAGMA user_version = 9999")
        let before = FileManager.default.contents(atPath: file)
        try expectOneSentence("newer release")
        #expect(FileManager.default.contents(atPath: file) == before)
    }

    @Test("a database with a log of version 0 is left alone, and isn't called damaged")
    func early() throws {
        try Python.sql(file, "PRAGMA user_version = 4")
        let before = FileManager.default.contents(atPath: file)
        try expectOneSentence("format version 0")
        try expectOneSentence(file)
        #expect(try device.run("verify").status == 1)
        #expect(FileManager.default.contents(atPath: file) == before)
    }

    @Test("a device key that was damaged is named")
    func key() throws {
        try scratch.write("nonsense", to: "desk/device.key")
        let outcome = try device.run("checkin", "T-2")
        #expect(outcome.status == 1)
        #expect(outcome.isOneSentence)
        #expect(outcome.err.contains("device.key"))
    }

    @Test("a space that was not finished is named")
    func unfinished() throws {
        try scratch.write("", to: "desk/space-0123456789abcdef.sqlite")
        let outcome = try device.run("digest", "--space", "0123456789abcdef")
        #expect(outcome.status == 1)
        #expect(outcome.isOneSentence)
    }
}

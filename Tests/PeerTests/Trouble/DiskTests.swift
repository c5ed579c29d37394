import Foundation
import Testing

/// Full, read-only and locked: one sentence, nothing acknowledged that isn't there.
@Suite("Disk trouble")
struct DiskTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// A file system of its own, taken away at the end.
    final class Mount {
        let path: String
        init?(_ path: String, options: String) throws {
            self.path = path
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
            guard try Self.call("mount", "-t", "tmpfs", "-o", options, "none", path) else {
                return nil
            }
        }
        deinit { _ = try? Self.call("umount", "-l", path) }
        static func call(_ arguments: String...) throws -> Bool {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = arguments
            process.standardError = FileHandle.nullDevice
            try process.run()
            Launch.wait(process, seconds: 10)
            return process.terminationStatus == 0
        }
        func remount(_ options: String) throws -> Bool {
            try Self.call("mount", "-o", "remount," + options, path)
        }
    }

    /// A mount, or nil with the reason printed: only root may mount, and not in every container.
    private func mount(_ name: String, size: String) throws -> Mount? {
        let mount = try Mount(scratch.file(name), options: "size=" + size)
        if mount == nil { print("skipped: tmpfs can't be mounted here") }
        return mount
    }

    @Test("a full disk: nothing half-written, and all goes on once there is room")
    func full() throws {
        guard let mount = try mount("small", size: "3m") else { return }
        let device = try Device.organiser("small", in: scratch)
        try device.enrol("Ana Souza", "Bruno Sá")
        try device.expectDone("checkin", "T-1")
        // Whoever opens the file next moves the log into it, which makes room: that comes first.
        try device.expectDone("digest")
        let ballast = mount.path + "/ballast"
        let handle = try {
            try Data().write(to: URL(fileURLWithPath: ballast))
            return try FileHandle(forWritingTo: URL(fileURLWithPath: ballast))
        }()
        while (try? handle.write(contentsOf: Data(repeating: 1, count: 512))) != nil {}
        let refused = try device.run("checkin", "T-2", "--json")
        #expect(refused.status == 1)
        #expect(refused.isOneSentence)
        #expect(refused.err.contains("disk"))
        let stream = try device.run("checkin", "-", "--json", input: Array("T-2\nT-1\n".utf8))
        #expect(stream.status == 1)
        #expect(stream.out.isEmpty)
        try handle.close()
        try FileManager.default.removeItem(atPath: ballast)
        let digest = try device.json("digest")
        #expect(digest["occupancy"].int == 1)
        #expect(try device.run("verify").status == 0)
        #expect(try device.run("checkin", "T-2").status == 0)
    }

    @Test("a read-only disk refuses every write in one sentence")
    func readOnly() throws {
        guard let mount = try mount("fixed", size: "8m") else { return }
        let device = try Device.organiser("fixed", in: scratch)
        try device.enrol("Ana Souza")
        guard try mount.remount("ro") else { return print("skipped: no remount here") }
        for arguments in [["checkin", "T-1"], ["walkin", "--name", "Eva Lima"]] {
            let outcome = try device.run(arguments)
            #expect(outcome.status == 1)
            #expect(outcome.isOneSentence, "\(outcome.err)")
        }
        let there = Device("fixed/deeper", in: scratch)
        #expect(try there.run("init", "--name", "x").isOneSentence)
        #expect(try mount.remount("rw"))
        #expect(try device.run("checkin", "T-1").status == 0)
    }

    @Test("a data folder that is a file is refused")
    func folderIsAFile() throws {
        try scratch.write("hello", to: "desk")
        let device = Device("desk", in: scratch)
        for arguments in [["init", "--name", "desk"], ["digest"], ["status"]] {
            let outcome = try device.run(arguments)
            #expect(outcome.status == 1)
            #expect(outcome.isOneSentence)
        }
        #expect(scratch.text("desk") == "hello")
    }

    @Test(
        "a database that another program has locked is waited for, then named",
        .enabled(if: Python.isAvailable, "skipped: no python3 with sqlite3"))
    func locked() throws {
        let device = try Device.organiser(in: scratch)
        try device.enrol("Ana Souza")
        let database = try device.databases.first.orThrow("a database")
        let script = """
            import sqlite3, sys, time
            database = sqlite3.connect(sys.argv[1], isolation_level=None)
            database.execute("BEGIN IMMEDIATE")
            print("locked", flush=True)
            time.sleep(60)
            """
        let out = device.fresh("out")
        let holder = try Launch.process(
            ["python3", "-c", script, database],
            environment: ProcessInfo.processInfo.environment, input: nil, out: out,
            err: device.fresh("err"), program: "/usr/bin/env")
        defer { kill(holder.processIdentifier, SIGKILL) }
        try #require(eventually { Device.read(out) == "locked\n" })
        let refused = try device.run("checkin", "T-1", "--json")
        #expect(refused.status == 1)
        #expect(refused.isOneSentence)
        #expect(refused.err.contains("Another process"), "\(refused.err)")
        #expect(try device.json("digest")["occupancy"].int == 0)
        kill(holder.processIdentifier, SIGKILL)
        holder.waitUntilExit()
        #expect(try device.run("checkin", "T-1").status == 0)
        #expect(try device.json("digest")["occupancy"].int == 1)
    }
}

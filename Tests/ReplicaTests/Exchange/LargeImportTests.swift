import Foundation
import Replica
import Synchronization
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Files at the limits: as large in release as they may be, smaller where the compiler hasn't
/// optimised, and the full import with `NEXSTAGE_LARGE_TESTS=1`.
@Suite("Importing large files", .serialized)
struct LargeImportTests {
    #if DEBUG
        private static let rows = 60_000
    #else
        private static let rows = 900_000
    #endif
    private static let growthMebibytesMaximum = 64

    @Test("1,000,001 rows are refused before anything is written")
    func tooManyRows() throws {
        let cluster = try TestCluster(stations: 0)
        let path = cluster.root + "/many.csv"
        _ = FileManager.default.createFile(atPath: path, contents: Data("id,name\n".utf8))
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seekToEnd()
        let block = Data(String(repeating: "1,A\n", count: 10_000).utf8)
        for _ in 0..<100 { try file.write(contentsOf: block) }
        try file.write(contentsOf: Data("2,B\n".utf8))
        try file.close()
        let replica = cluster.replicas[0]
        let before = try replica.digest()
        let error = #expect(throws: ReplicaError.self) { try replica.importAttendees(path: path) }
        #expect(error?.message.contains("1000000") == true)
        #expect(try replica.digest() == before)
    }

    // Memory is measured in a process of its own: other tests run beside these.

    @Test("the largest event is compared in bounded memory")
    func comparing() async {
        await #expect(processExitsWith: .success) {
            try LargeImportTests.importing(rows: LargeImportTests.rows, dryRun: true)
        }
    }

    @Test("the largest event is imported in bounded memory")
    func writing() async {
        await #expect(processExitsWith: .success) {
            let isFull = ProcessInfo.processInfo.environment["NEXSTAGE_LARGE_TESTS"] == "1"
            try LargeImportTests.importing(
                rows: isFull ? LargeImportTests.rows : 12_000, dryRun: false)
        }
    }

    @Test("a gate of another process checks people in while an import runs")
    func besideLiveCommands() async throws {
        let cluster = try TestCluster(stations: 0)
        let few = try AttendeeFile("id,name,ticket\n1,Ana,T-1\n", in: cluster)
        let importing = cluster.replicas[0]
        _ = try importing.importAttendees(path: few.path)
        let gate = try Replica(folder: importing.folder, environment: cluster.environment(0))
        let file = try AttendeeFile(rows: 1_500, in: cluster)
        let isDone = Mutex(false)
        async let report = Task.detached {
            defer { isDone.withLock { $0 = true } }
            return try importing.importAttendees(path: file.path, source: "many")
        }.value
        var checkins = 0
        repeat {
            try gate.checkIn("T-1", exit: checkins % 2 == 1)
            checkins += 1
        } while !isDone.withLock { $0 }
        #expect(try await report.added == 1_500)
        #expect(try gate.digest().people == 1_501)
        #expect(try gate.person("T-1").attendance.count == checkins)
        #expect(try importing.verify().isClean)
    }

    private static func importing(rows: Int, dryRun: Bool) throws {
        let cluster = try TestCluster(stations: 0)
        let file = try AttendeeFile(rows: rows, in: cluster)
        let replica = cluster.replicas[0]
        _ = try replica.people(matching: "warm up")
        let before = Self.residentBytes()
        var largest = before
        var lastDone = 0
        let report = try replica.importAttendees(path: file.path, dryRun: dryRun) { done, total in
            largest = max(largest, Self.residentBytes())
            #expect(done >= lastDone && total == rows)
            lastDone = done
        }
        #expect(report.added == rows && report.refused.isEmpty)
        #expect(lastDone == rows)
        #expect((largest - before) >> 20 <= Self.growthMebibytesMaximum)
        #expect(try replica.digest().people == (dryRun ? 0 : rows))
    }

    /// The resident set from `/proc/self/statm`; 0 where there is none.
    private static func residentBytes() -> Int {
        let descriptor = open("/proc/self/statm", O_RDONLY)
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(descriptor, &bytes, bytes.count)
        let fields = String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self).split(
            separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else { return 0 }
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}

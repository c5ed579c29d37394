import Foundation
import Lab
import Testing

/// The demo as a user runs it.
@Suite(.serialized) struct DemoTests {
    private func program(_ scratch: Scratch) -> Lab.PeerProgram {
        Lab.PeerProgram(
            path: PeerProgram.path,
            environment: [
                "PATH": "/usr/bin:/bin", "HOME": scratch.path, "NEXSTAGE_LANG": "en",
                "TMPDIR": scratch.path + "/",
            ], registry: ChildRegistry())
    }

    @Test(.timeLimit(.minutes(3)))
    func theWholeStoryComesTrue() async throws {
        let scratch = try Scratch()
        let errors = scratch.file("errors.log")
        let (lines, exit) = try await program(scratch).run(
            ["demo", "--stations", "2", "--people", "60", "--seed", "7", "--json"],
            errorPath: errors)
        #expect(exit == .status(0), "\(scratch.text("errors.log"))")
        let report = try JSONDecoder().decode(
            DemoReport.self, from: Data(lines.joined().utf8))
        #expect(report.stations == 2)
        #expect(report.digests.count == 3)
        #expect(Set(report.digests).count == 1)
        #expect(report.missing == 0)
        #expect(report.acknowledged > 60)
        // Two tickets at several gates, and one walk-in at two.
        #expect(report.conflicts["double_admission"] == 3)
        #expect(report.conflicts["cancelled_but_present"] == 1)
        #expect(report.conflicts["override"] == 1)
        #expect(report.bytesOnWire > 10_000)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["errors.log"])
    }

    @Test(.timeLimit(.minutes(3)))
    func whoeverStopsItStopsItsProcesses() async throws {
        let scratch = try Scratch()
        let demo = try program(scratch).start(
            ["demo", "--stations", "2", "--people", "60"], errorPath: scratch.file("errors.log"))
        // The first line, and the one that says that the gates have joined: daemons run.
        var seen = 0
        for await _ in demo.lines {
            seen += 1
            if seen == 2 { demo.signal(SIGINT) }
        }
        #expect(await demo.exit() == .status(1))
        #expect(scratch.text("errors.log").contains("stopped"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["errors.log"])
        #expect(processes(mentioning: scratch.path).isEmpty)
    }

    @Test func saysWhatItCannotDo() async throws {
        let scratch = try Scratch()
        for arguments in [
            ["demo", "--stations", "0"], ["demo", "--people", "3"], ["demo", "--keep", "/tmp"],
        ] {
            let (lines, exit) = try await program(scratch).run(
                arguments, errorPath: scratch.file("errors.log"))
            #expect(exit == .status(1))
            #expect(lines.isEmpty)
        }
        let sentences = scratch.text("errors.log").split(separator: "\n")
        #expect(sentences.count == 3)
        #expect(sentences.allSatisfy { $0.hasPrefix("nexstage-peer: ") })
    }

    /// The ids of processes whose command line names a folder.
    private func processes(mentioning path: String) -> [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.filter { Int($0) != nil }.filter { id in
            let line = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") ?? Data()
            return String(decoding: line, as: UTF8.self).contains(path)
        }
    }
}

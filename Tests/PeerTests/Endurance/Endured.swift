import Foundation
import Lab
import Replica
import Testing

/// A replica under load: its folder, the program, and everything that it acknowledged.
final class Endured: Sendable {
    let folder: String
    let people: GeneratedPeople
    let registry = ChildRegistry()
    private let program: Lab.PeerProgram
    private let errors: String

    /// Makes a replica with an event and so many people with tickets.
    init(in scratch: Scratch, people count: Int, seed: UInt64) async throws {
        folder = scratch.file("desk")
        errors = scratch.file("errors.log")
        people = GeneratedPeople(seed: seed, count: count)
        program = Lab.PeerProgram(
            path: PeerProgram.path,
            environment: [
                "PATH": "/usr/bin:/bin", "HOME": scratch.path, "NEXSTAGE_LANG": "en",
                "NEXSTAGE_STATE": scratch.file("state"),
            ], registry: registry)
        let sheet = scratch.file("people.csv")
        try people.writeCSV(path: sheet)
        try await run("init", "--name", "Desk")
        try await run("space", "create", "--name", "Endurance")
        try await run("import", "attendees", sheet)
    }

    deinit { registry.endAll() }

    private func complete(_ arguments: [String]) -> [String] {
        arguments + ["--data", folder, "--json"]
    }

    /// Runs a command that must succeed.
    @discardableResult
    func run(_ arguments: String...) async throws -> [String] {
        let (lines, exit) = try await program.run(complete(arguments), errorPath: errors)
        guard exit.isSuccess else {
            throw Missing("\(arguments) ended with \(exit): \(said)")
        }
        return lines
    }

    /// Starts a command.
    func start(_ arguments: String...) throws -> ChildProcess {
        try program.start(complete(arguments), errorPath: errors)
    }

    /// The end of what the processes wrote to standard error.
    var said: String {
        let text = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
        return String(text.suffix(2_000))
    }

    /// The verdict of a line of `checkin - --json`.
    static func verdict(_ line: String) throws -> VerdictReport {
        try JSONDecoder().decode(VerdictReport.self, from: Data(line.utf8))
    }

    /// The ids of all operations that the program tells.
    func operations() async throws -> Set<String> {
        let decoder = JSONDecoder()
        return Set(
            try await run("log").map {
                try decoder.decode(LogEntryReport.self, from: Data($0.utf8)).operation
            })
    }

    /// Checks that nothing acknowledged is missing, and that every chain, signature, table and
    /// page is sound.
    func check(holds acknowledged: [String]) async throws {
        let missing = Set(acknowledged).subtracting(try await operations())
        #expect(missing.isEmpty, "\(missing.count) acknowledged operations are missing")
        #expect(Set(acknowledged).count == acknowledged.count, "an id was given twice")
        let (lines, exit) = try await program.run(complete(["verify"]), errorPath: errors)
        #expect(exit.isSuccess, "verify: \(lines.joined().prefix(2_000))")
    }
}

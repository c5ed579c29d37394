internal import Foundation
internal import Replica
internal import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// One replica of the demo: a folder, its commands, its daemon.
final class DemoReplica: Sendable {
    /// The device's name, which is its gate's as well.
    let name: String
    let folder: String
    private let program: PeerProgram
    private let log: String
    private let daemonLog: String
    private let state = Mutex(State())

    private struct State {
        var daemon: ChildProcess?
        /// Every operation whose verdict or answer was given.
        var acknowledged: [String] = []
        var admitted = 0
        var refused = 0
        /// The entry of each guest, to take it back.
        var entries: [String: String] = [:]
    }

    init(name: String, number: Int, in parent: String, program: PeerProgram) {
        self.name = name
        folder = "\(parent)/\(number)-\(name.lowercased().replacing(" ", with: "-"))"
        log = folder + ".log"
        daemonLog = folder + ".daemon.log"
        self.program = program
    }

    var acknowledged: [String] { state.withLock { $0.acknowledged } }
    var admitted: Int { state.withLock { $0.admitted } }
    var refused: Int { state.withLock { $0.refused } }

    // MARK: - Commands

    /// Runs a command, whose exit status may be one of the given.
    func lines(
        _ arguments: [String], input: String = "", allowing statuses: Set<Int32> = [0]
    ) async throws -> [String] {
        let (lines, exit) = try await program.run(
            arguments + ["--data", folder, "--json"], input: input, errorPath: log)
        guard case .status(let status) = exit, statuses.contains(status) else {
            throw DemoError.commandFailed(
                replica: name, command: arguments.prefix(2).joined(separator: " "),
                said: lastWords(exit, in: log))
        }
        return lines
    }

    /// Runs a command and reads its one document.
    func document<Document: Decodable>(
        _ type: Document.Type, _ arguments: [String], allowing statuses: Set<Int32> = [0]
    ) async throws -> Document {
        let lines = try await lines(arguments, allowing: statuses)
        return try decode(type, lines.joined(separator: "\n"), of: arguments)
    }

    private func decode<Document: Decodable>(
        _ type: Document.Type, _ text: String, of arguments: [String]
    ) throws -> Document {
        guard let document = try? JSONDecoder().decode(type, from: Data(text.utf8)) else {
            throw DemoError.commandFailed(
                replica: name, command: arguments.prefix(2).joined(separator: " "),
                said: "its answer is not the expected JSON: \(text.prefix(200))")
        }
        return document
    }

    /// The last line of what a process wrote to standard error.
    private func lastWords(_ exit: ChildExit, in path: String) -> String {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").last.map(String.init) ?? "it ended with \(exit)"
    }

    // MARK: - Daemon

    private struct Announcement: Decodable { let listening: String? }

    /// Starts the daemon.
    ///
    /// - Parameter peers: whom it dials; nobody else.
    /// - Returns: where it listens.
    func startDaemon(peers: [LinkAddress]) async throws -> LinkAddress {
        var arguments = [
            "run", "--listen", "127.0.0.1:0", "--no-discovery", "--data", folder, "--json",
        ]
        for peer in peers { arguments += ["--peer", peer.description] }
        let daemon = try program.start(arguments, errorPath: daemonLog)
        state.withLock { $0.daemon = daemon }
        for await line in daemon.lines {
            let announced = try decode(Announcement.self, line, of: ["run"])
            guard let port = announced.listening?.split(separator: ":").last.flatMap({ Int($0) })
            else { break }
            return LinkAddress(host: "127.0.0.1", port: port)
        }
        throw DemoError.commandFailed(
            replica: name, command: "run", said: lastWords(await daemon.exit(), in: daemonLog))
    }

    /// Asks the daemon to end, and waits for it.
    func stopDaemon() async {
        guard let daemon = state.withLock({ $0.daemon }) else { return }
        daemon.signal(SIGTERM)
        _ = await daemon.exit()
    }

    /// Whether the daemon still runs.
    func checkDaemon() throws {
        guard let daemon = state.withLock({ $0.daemon }), daemon.hasEnded else { return }
        throw DemoError.commandFailed(
            replica: name, command: "run", said: "the daemon ended; see \(daemonLog)")
    }

    // MARK: - The gate

    /// Shows tickets to a stream of this gate's own, and checks every answer.
    func scan(_ scans: [DemoStep.Scan], isExit: Bool) async throws {
        let codes = scans.map { $0.guest.code + "\n" }.joined()
        var arguments = ["checkin", "-", "--gate", name]
        if isExit { arguments.append("--exit") }
        let lines = try await lines(arguments, input: codes)
        for (scan, line) in zip(scans, lines) {
            let verdict = try decode(VerdictReport.self, line, of: arguments)
            try note(verdict, wanted: scan.wanted, guest: scan.guest)
        }
        guard lines.count == scans.count else {
            throw DemoError.unexpected(
                replica: name, subject: "\(scans.count) tickets",
                wanted: "with \(scans.count) lines", got: "with \(lines.count)")
        }
    }

    private func note(_ verdict: VerdictReport, wanted: String, guest: DemoGuest) throws {
        guard verdict.verdict == wanted else {
            throw DemoError.unexpected(
                replica: name, subject: guest.name ?? guest.code, wanted: wanted,
                got: "\(verdict.verdict) (\(verdict.reason))")
        }
        state.withLock { state in
            state.acknowledged.append(verdict.operation)
            if verdict.verdict == "admitted" {
                state.admitted += 1
                state.entries[guest.person] = verdict.operation
            } else if verdict.verdict != "out" {
                state.refused += 1
            }
        }
    }

    /// Does one step of the script.
    func perform(_ step: DemoStep) async throws {
        switch step {
        case .scan(let scans, let isExit): try await scan(scans, isExit: isExit)
        case .undo(let guest): try await undo(guest)
        case .walkIn(let name, let cpf): try await walkIn(name, cpf: cpf)
        case .override(let guest): try await override(guest)
        case .cancel(let guest):
            let report = try await document(EnrolmentReport.self, ["cancel", guest.person])
            acknowledge(report.operation)
        }
    }

    private func acknowledge(_ operation: String?) {
        guard let operation else { return }
        state.withLock { $0.acknowledged.append(operation) }
    }

    private func undo(_ guest: DemoGuest) async throws {
        let entry = state.withLock { $0.entries[guest.person] } ?? guest.person
        let report = try await document(
            UndoReport.self, ["undo", entry, "--reason", "wrong person"])
        acknowledge(report.operation)
        state.withLock { $0.admitted -= 1 }
    }

    private func walkIn(_ person: String, cpf: String?) async throws {
        var arguments = ["walkin", "--name", person]
        if let cpf { arguments += ["--cpf", cpf] }
        let report = try await document(EnrolmentReport.self, arguments)
        acknowledge(report.operation)
        let guest = DemoGuest(person: report.person.id, name: person, ticket: nil)
        try await scan([DemoStep.Scan(guest: guest, wanted: "admitted")], isExit: false)
    }

    private func override(_ guest: DemoGuest) async throws {
        let arguments = [
            "checkin", guest.code, "--gate", name, "--override", "--reason", "badge lost",
        ]
        let verdict = try await document(VerdictReport.self, arguments)
        try note(verdict, wanted: "admitted", guest: guest)
    }
}

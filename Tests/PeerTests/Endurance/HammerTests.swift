import Foundation
import Lab
import Replica
import Testing

/// A daemon, several commands and another process on one folder, all at once.
@Suite(.serialized) struct HammerTests {
    private static let streams = 4
    private static let ticketsPerStream = 600
    private static let directCheckins = 400

    @Test(.timeLimit(.minutes(4)))
    func manyProcessesOnOneFolderLoseNothing() async throws {
        let scratch = try Scratch()
        let count = Self.streams * Self.ticketsPerStream + Self.directCheckins
        let desk = try await Endured(in: scratch, people: count, seed: 21)
        let daemon = try desk.start("run", "--listen", "127.0.0.1:0", "--no-discovery")
        for await _ in daemon.lines { break }
        let state = scratch.file("state")
        let acknowledged = try await withThrowingTaskGroup(of: [String].self) { group in
            for stream in 0..<Self.streams {
                group.addTask { try await Self.scan(stream, desk) }
            }
            group.addTask { try await Self.single(desk) }
            group.addTask { try await Self.direct(desk, stateFolder: state) }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(acknowledged.count >= count)
        try await desk.check(holds: acknowledged)
        daemon.signal(SIGKILL)
        #expect(await daemon.exit() == .signal(SIGKILL))
        // And without whoever held the file open.
        try await desk.check(holds: acknowledged)
    }

    /// A scanner that goes through the daemon.
    private static func scan(_ stream: Int, _ desk: Endured) async throws -> [String] {
        let start = stream * ticketsPerStream
        let tickets = desk.people[start..<(start + ticketsPerStream)].map(\.ticket)
        let child = try desk.start("checkin", "-", "--gate", "Gate \(stream)")
        child.write(tickets.map { $0 + "\n" }.joined())
        child.closeInput()
        var acknowledged: [String] = []
        for await line in child.lines {
            let verdict = try Endured.verdict(line)
            #expect(verdict.verdict == "admitted")
            acknowledged.append(verdict.operation)
        }
        #expect(await child.exit() == .status(0))
        #expect(acknowledged.count == ticketsPerStream)
        return acknowledged
    }

    /// Commands of one operation each, as people type them.
    private static func single(_ desk: Endured) async throws -> [String] {
        var acknowledged: [String] = []
        let decoder = JSONDecoder()
        for number in 0..<15 {
            let answer = try await desk.run("walkin", "--name", "Guest \(number)")
            let report = try decoder.decode(
                EnrolmentReport.self, from: Data(answer.joined().utf8))
            acknowledged.append(try report.operation.orThrow("an operation"))
        }
        return acknowledged
    }

    /// This process writes to the file itself, beside the daemon, and checkpoints all the time.
    private static func direct(_ desk: Endured, stateFolder: String) async throws -> [String] {
        let environment = Environment.system(
            variables: ["NEXSTAGE_STATE": stateFolder])
        let replica = try Replica(
            folder: DataFolder(path: desk.folder), environment: environment)
        var acknowledged: [String] = []
        for person in desk.people.suffix(directCheckins) {
            let verdict = try replica.checkIn(
                CheckinRequest(subject: person.ticket, gate: "Direct"),
                contact: try replica.contactState(), language: "en")
            #expect(verdict.verdict == "admitted")
            acknowledged.append(verdict.operation)
            try replica.checkpointIfDue()
            await Task.yield()
        }
        return acknowledged
    }
}

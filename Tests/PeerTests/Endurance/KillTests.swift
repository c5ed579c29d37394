import Foundation
import Lab
import Randomness
import Replica
import Testing

/// A process that is killed at any moment has lost nothing of what it had said.
@Suite(.serialized) struct KillTests {
    private static let rounds = 200
    private static let roundsBetweenChecks = 20
    private static let ticketsPerRound = 12

    @Test(.timeLimit(.minutes(4)))
    func nothingAcknowledgedIsLostByKilling() async throws {
        let scratch = try Scratch()
        let desk = try await Endured(
            in: scratch, people: Self.rounds * Self.ticketsPerRound, seed: 11)
        var generator = SeededGenerator(seed: 12)
        var acknowledged: [String] = []
        var next = 0
        // Tickets whose answer was cut off: their entry may have been written, or not.
        var open: Set<String> = []
        for round in 1...Self.rounds {
            let tickets = desk.people[next..<(next + Self.ticketsPerRound)].map(\.ticket)
            let answers = try await killed(desk, tickets, &generator)
            for (ticket, answer) in zip(tickets, answers) {
                let verdict = try Endured.verdict(answer)
                let wanted = open.contains(ticket) ? ["admitted", "already_in"] : ["admitted"]
                #expect(wanted.contains(verdict.verdict), "round \(round), \(ticket)")
                acknowledged.append(verdict.operation)
            }
            next += answers.count
            open = Set(tickets.dropFirst(answers.count))
            if round.isMultiple(of: Self.roundsBetweenChecks) {
                try await desk.check(holds: acknowledged)
            }
        }
        #expect(acknowledged.count > Self.rounds)
        #expect(acknowledged.count == next)
    }

    /// Shows tickets to a stream, and kills it after some of the answers and a moment more.
    private func killed(
        _ desk: Endured, _ tickets: [String], _ generator: inout SeededGenerator
    ) async throws -> [String] {
        let stream = try desk.start("checkin", "-")
        stream.write(tickets.map { $0 + "\n" }.joined())
        let heard = generator.below(tickets.count)
        let moment = Duration.microseconds(generator.below(8_000))
        var answers: [String] = []
        if heard == 0 {
            // Also while it starts and opens the file.
            try await Task.sleep(for: moment * 8)
            stream.signal(SIGKILL)
        }
        for await line in stream.lines {
            answers.append(line)
            if answers.count == heard {
                try await Task.sleep(for: moment)
                stream.signal(SIGKILL)
            }
        }
        #expect(await stream.exit() == .signal(SIGKILL))
        // A line that was cut off was not said.
        if let last = answers.last, (try? Endured.verdict(last)) == nil { answers.removeLast() }
        return answers
    }
}

internal import Foundation
internal import Replica

extension DemoStory {
    private struct LogLine: Decodable { let operation: String }
    private struct AttendanceRow: Decodable {
        let person: String
        let category: String?
        let direction: String
        let status: String
    }
    private struct Verification: Decodable { let problems: [String] }

    /// What one replica says in the end.
    private struct Testimony: Sendable {
        let digest: DigestReport
        let operations: Set<String>
        let problems: [String]
        let conflicts: [ConflictReport]
    }

    /// Asks every replica, and compares what they say with the script.
    func conclude(
        _ script: DemoScript, _ timings: [DemoOutcome.Timing]
    ) async throws -> DemoOutcome {
        let watch = Stopwatch()
        let testimonies = try await testimonies()
        guard let first = testimonies.first else { throw DemoError.tooFewPeople(0) }
        let acknowledged = replicas.flatMap(\.acknowledged)
        let missing = testimonies.reduce(0) { sum, testimony in
            sum + acknowledged.count { !testimony.operations.contains($0) }
        }
        var counts: [String: Int] = [:]
        for conflict in first.conflicts { counts[conflict.conflictClass, default: 0] += 1 }
        let healed = timings.first { $0.part == .healing }?.seconds ?? 0
        let bytes = try await relay.statistics().reduce(0) { $0 + $1.total.bytesForwarded }
        let report = DemoReport(
            stations: demo.configuration.stations, people: first.digest.people,
            admitted: first.digest.admitted, occupancy: first.digest.occupancy,
            conflicts: counts, digests: testimonies.map(\.digest.digest),
            acknowledged: acknowledged.count, missing: missing,
            healSeconds: (healed * 1000).rounded() / 1000, bytesOnWire: bytes)
        let outcome = DemoOutcome(
            report: report, problems: problems(testimonies, report, script),
            gates: replicas.map { ($0.name, $0.admitted, $0.refused) },
            categories: try await categories(), conflicts: first.conflicts,
            timings: timings + [DemoOutcome.Timing(part: .checking, seconds: watch.seconds)])
        demo.say(
            strings.checked(
                first.operations.count, replicas: replicas.count, seconds: watch.seconds))
        return outcome
    }

    private func testimonies() async throws -> [Testimony] {
        try await withThrowingTaskGroup(of: (Int, Testimony).self) { group in
            for (number, replica) in replicas.enumerated() {
                group.addTask { (number, try await Self.testimony(of: replica)) }
            }
            var all: [(Int, Testimony)] = []
            for try await one in group { all.append(one) }
            return all.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private static func testimony(of replica: DemoReplica) async throws -> Testimony {
        let digest = try await replica.document(DigestReport.self, ["digest"])
        let decoder = JSONDecoder()
        let operations = try await replica.lines(["log"]).compactMap {
            try? decoder.decode(LogLine.self, from: Data($0.utf8)).operation
        }
        let verification = try await replica.document(
            Verification.self, ["verify"], allowing: [0, 4])
        let conflicts = try await replica.document(
            [ConflictReport].self, ["conflicts", "list"])
        return Testimony(
            digest: digest, operations: Set(operations), problems: verification.problems,
            conflicts: conflicts)
    }

    /// People let in, by category, as the office exports it.
    private func categories() async throws -> [(name: String, admitted: Int)] {
        let rows = try await office.document(
            [AttendanceRow].self, ["export", "attendance", "--format", "json"])
        var people: [String: Set<String>] = [:]
        for row in rows where row.direction == "in" && row.status == "effective" {
            people[row.category ?? "", default: []].insert(row.person)
        }
        return people.map { (name: $0.key, admitted: $0.value.count) }.sorted {
            ($1.admitted, $0.name) < ($0.admitted, $1.name)
        }
    }

    private func problems(
        _ testimonies: [Testimony], _ report: DemoReport, _ script: DemoScript
    ) -> [String] {
        var problems: [String] = []
        func expect(_ what: String, _ wanted: Int, _ got: Int) {
            if wanted != got { problems.append(strings.differs(what, wanted: wanted, got: got)) }
        }
        if Set(report.digests).count != 1 { problems.append(strings.digestsDiffer) }
        expect(strings.missing, 0, report.missing)
        for (replica, testimony) in zip(replicas, testimonies) {
            problems += testimony.problems.map { "\(replica.name): \($0)" }
        }
        if Set(testimonies.map { $0.conflicts.map(\.id) }).count != 1 {
            problems.append(strings.conflictsDiffer)
        }
        expect(
            "double_admission", script.doubleAdmissions,
            report.conflicts["double_admission", default: 0])
        expect(
            "cancelled_but_present", script.cancelledButPresent,
            report.conflicts["cancelled_but_present", default: 0])
        expect(strings.people, script.people, report.people)
        expect(strings.admitted, script.admitted, report.admitted)
        return problems
    }
}

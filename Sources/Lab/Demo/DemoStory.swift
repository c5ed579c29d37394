internal import Foundation
internal import Replica

/// The parts of the story, one after the other.
struct DemoStory {
    let demo: Demo
    let folder: String
    let relay: Relay
    let program: PeerProgram
    let replicas: [DemoReplica]

    private static let minute: UInt64 = 60_000
    /// How long each part may take at most, seconds.
    static let patience = 60
    /// How long names may take beyond that, seconds.
    static let namesPatience = 10

    var office: DemoReplica { replicas[0] }
    var strings: DemoStrings { demo.strings }

    init(demo: Demo, folder: String, relay: Relay, program: PeerProgram) {
        self.demo = demo
        self.folder = folder
        self.relay = relay
        self.program = program
        let gates = (0..<demo.configuration.stations).map { demo.strings.gate($0) }
        replicas = ([demo.strings.office] + gates).enumerated().map { number, name in
            DemoReplica(name: name, number: number, in: folder, program: program)
        }
    }

    func run() async throws -> DemoOutcome {
        demo.say(strings.title(replicas.count))
        var timings: [DemoOutcome.Timing] = []
        let (script, watch) = try await prepare(&timings)
        try await timed(.together, &timings) { try await together(script, watch) }
        let admitted = replicas.reduce(0) { $0 + $1.admitted }
        let refused = replicas.reduce(0) { $0 + $1.refused }
        demo.say(
            strings.together(
                admitted: admitted, refused: refused, seconds: timings[2].seconds))
        try await timed(.alone, &timings) { try await alone(script, watch) }
        let more = replicas.reduce(0) { $0 + $1.admitted } - admitted
        demo.say(
            strings.alone(
                admitted: more, replicas: replicas.count, seconds: timings[3].seconds))
        try await timed(.healing, &timings) {
            try await relay.heal()
            try await watch.equal(within: Self.patience, strings.healing)
        }
        demo.say(strings.healed(seconds: timings[4].seconds))
        try await watch.names(within: Self.namesPatience)
        return try await conclude(script, timings)
    }

    /// Sets everything up and brings the list to every replica.
    private func prepare(
        _ timings: inout [DemoOutcome.Timing]
    ) async throws -> (DemoScript, DemoWatch) {
        try await timed(.setUp, &timings) { try await setUp() }
        demo.say(strings.joined(replicas.count - 1, seconds: timings[0].seconds))
        let watch = try DemoWatch(replicas, environment: demo.environment)
        let guests = try await timed(.importing, &timings) { try await importGuests(watch) }
        demo.say(strings.imported(guests.count, seconds: timings[1].seconds))
        let script = DemoScript(
            guests: guests, replicas: replicas.count, seed: demo.configuration.seed)
        return (script, watch)
    }

    private func timed<Result>(
        _ part: DemoOutcome.DemoPart, _ timings: inout [DemoOutcome.Timing],
        _ body: () async throws -> Result
    ) async throws -> Result {
        let watch = Stopwatch()
        let result = try await body()
        timings.append(DemoOutcome.Timing(part: part, seconds: watch.seconds))
        return result
    }

    /// Ends the daemons in order.
    func stop() async {
        await withTaskGroup(of: Void.self) { group in
            for replica in replicas { group.addTask { await replica.stopDaemon() } }
        }
    }

    // MARK: - Before

    private struct InvitationAnswer: Decodable { let invite: String }

    /// Makes the office and its event, and lets every gate join by an invitation.
    private func setUp() async throws {
        _ = try await office.lines(["init", "--name", office.name])
        _ = try await office.lines(["space", "create", "--name", strings.event])
        let listening = try await office.startDaemon(peers: [])
        var neighbour: LinkAddress?
        for (number, gate) in replicas.enumerated().dropFirst() {
            let toOffice = try await relay.addLink("\(number)-0", to: listening)
            let invitation = try await office.document(
                InvitationAnswer.self,
                ["invite", "--role", "station", "--address", toOffice.description])
            _ = try await gate.lines(["join", invitation.invite, "--name", gate.name])
            var peers = [toOffice]
            if let neighbour {
                peers.append(try await relay.addLink("\(number)-\(number - 1)", to: neighbour))
            }
            neighbour = try await gate.startDaemon(peers: peers)
        }
    }

    private struct GuestRow: Decodable {
        let person: String
        let name: String?
        let ticket: String?
    }

    private struct ActivityRow: Decodable {
        let id: String
    }

    /// Imports the list, and the programme if there is one, at the office, and waits until every gate has it.
    private func importGuests(_ watch: DemoWatch) async throws -> [DemoGuest] {
        let path = try attendeesPath()
        _ = try await office.lines(["import", "attendees", path])
        if let programme = demo.configuration.schedule {
            _ = try await office.lines(["import", "schedule", programme])
            let activities = try await office.document(
                [ActivityRow].self, ["activity", "list"])
            demo.say(strings.scheduled(activities.count))
        }
        let rows = try await office.document(
            [GuestRow].self, ["export", "attendees", "--format", "json"])
        guard rows.count >= DemoConfiguration.peopleMinimum else {
            throw DemoError.tooFewPeople(rows.count)
        }
        try await watch.equal(within: Self.patience, strings.spreading)
        try await watch.names(within: Self.namesPatience)
        return rows.map { DemoGuest(person: $0.person, name: $0.name, ticket: $0.ticket) }
    }

    private func attendeesPath() throws -> String {
        if let path = demo.configuration.attendees { return path }
        let path = folder + "/attendees.csv"
        do throws(GeneratedFileError) {
            try GeneratedPeople(
                seed: demo.configuration.seed, count: demo.configuration.generated
            ).writeCSV(path: path)
        } catch {
            throw DemoError.notWritten("\(error)")
        }
        return path
    }

    // MARK: - The doors

    /// The network works: each gate hears of every other one's guests.
    private func together(_ script: DemoScript, _ watch: DemoWatch) async throws {
        try await watch.contact({ $0.inContact > 0 }, within: Self.patience, strings.meeting)
        try await everywhere { number in
            script.before[number].isEmpty ? [] : [.enter(script.before[number])]
        }
        try await watch.equal(within: Self.patience, strings.spreading)
        try await everywhere { number in
            script.refused[number].isEmpty
                ? [] : [.enter(script.refused[number], wanted: "already_in")]
        }
        try await watch.equal(within: Self.patience, strings.spreading)
    }

    /// The network is gone; the daemons and the gates go on.
    private func alone(_ script: DemoScript, _ watch: DemoWatch) async throws {
        try await relay.cut()
        try await watch.contact({ $0.inContact == 0 }, within: Self.patience, strings.parting)
        try await everywhere { script.alone[$0] }
        try await everywhere { script.later[$0] }
        for replica in replicas { try replica.checkDaemon() }
    }

    /// Every replica does its steps, one after the other, all replicas at once.
    private func everywhere(_ steps: @Sendable (Int) -> [DemoStep]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, replica) in replicas.enumerated() {
                let steps = steps(number)
                group.addTask {
                    for step in steps { try await replica.perform(step) }
                }
            }
            try await group.waitForAll()
        }
    }
}

internal import CRDT
internal import Dispatch
import Randomness
internal import Replica
internal import SQLite

/// How long a person at a door waits for the disk, beside one plain row of as many bytes.
struct CheckinBench {
    let hall: BenchHall
    let configuration: BenchConfiguration
    let progress: @Sendable (String) -> Void

    /// Check-ins behind each percentile.
    static let checkinsPerRun = 400
    /// Who waits at once for a group commit.
    private static let waiters = 8
    private static let contact = ContactState()

    private struct Samples {
        var checkin: [[Double]] = []
        var plain: [[Double]] = []
        var heard: [[Double]] = []
        var grouped: [[Double]] = []
        var groupedRate: [Double] = []
    }

    func figures() async throws -> [BenchFigure] {
        var samples = Samples()
        for run in 1...configuration.runs {
            progress("check-in: run \(run) of \(configuration.runs)")
            let (checkin, plain) = try alone(first: 0)
            samples.checkin.append(checkin)
            samples.plain.append(plain)
            samples.heard.append(try heard())
            let (grouped, rate) = try await grouped()
            samples.grouped.append(grouped)
            samples.groupedRate.append(rate)
        }
        return Self.figures(of: samples)
    }

    private static func figures(of samples: Samples) -> [BenchFigure] {
        let section = "Check-in, durable, \(checkinsPerRun) a run"
        func percentiles(_ name: String, _ runs: [[Double]]) -> [BenchFigure] {
            [("p50", 0.5), ("p99", 0.99)].map { word, share in
                BenchFigure(
                    section, "\(name), \(word)", "ms",
                    runs.map { Spread.percentile(share, of: $0) * 1e3 })
            }
        }
        let ratios = zip(samples.checkin, samples.plain).map {
            Spread.percentile(0.5, of: $0) / Spread.percentile(0.5, of: $1)
        }
        return percentiles("one check-in, one commit", samples.checkin)
            + percentiles("one plain row, one commit (floor)", samples.plain)
            + [BenchFigure(section, "ratio of the medians", "×", ratios)]
            + percentiles("a pushed check-in, heard and durable", samples.heard)
            + percentiles("\(waiters) wait at once, common commits", samples.grouped)
            + [
                BenchFigure(
                    section, "\(waiters) wait at once, check-ins in all", "op/s",
                    samples.groupedRate)
            ]
    }

    private static func request(_ person: Int) -> CheckinRequest {
        CheckinRequest(subject: BenchHall.ticket(person), gate: "A")
    }

    private static func check(_ verdict: VerdictReport) throws {
        guard verdict.verdict == "admitted" else {
            throw BenchError.refused("a check-in was answered \(verdict.verdict)")
        }
    }

    /// Check-ins and plain rows in turn, so that the disk is the same to both.
    private func alone(first: Int) throws -> (checkin: [Double], plain: [Double]) {
        let replica = try hall.replica("checkin")
        let path = hall.path("plain-row.sqlite")
        try Scratch.removeDatabase(at: path)
        let database = try Database(path: path)
        try database.execute("CREATE TABLE plain(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
        let row = try Self.deltaBytes(replica, person: first)
        var checkin: [Double] = []
        var plain: [Double] = []
        for person in (first + 1)...(first + Self.checkinsPerRun) {
            let watch = Stopwatch()
            let verdict = try replica.checkIn(
                Self.request(person), contact: Self.contact, language: "en")
            checkin.append(watch.seconds)
            try Self.check(verdict)
            let plainWatch = Stopwatch()
            try database.transaction(.immediate) {
                try database.run("INSERT INTO plain(bytes) VALUES(?)", .blob(row))
            }
            plain.append(plainWatch.seconds)
            try replica.checkpointIfDue()
        }
        return (checkin, plain)
    }

    /// Checks one person in, and gives the packed delta that it made: as many bytes as a row has.
    private static func deltaBytes(_ replica: Replica, person: Int) throws -> [UInt8] {
        try check(try replica.checkIn(request(person), contact: contact, language: "en"))
        for head in try replica.summary().frontier.heads {
            let reply = try replica.run(
                of: head.author, branch: nil, after: head.ordinal - 1, expecting: nil,
                maximumBytes: 1)
            if case .run(let bytes, _) = reply, bytes.count < 1024 { return bytes }
        }
        throw BenchError.refused("a check-in left no delta")
    }

    /// Pushes of one delta each, as gates in contact send them.
    private func heard() throws -> [Double] {
        guard let device = hall.devices.first else { return [] }
        var generator = SeededGenerator(seed: configuration.seed)
        var author = try BenchAuthor(
            keys: device.keys, nonce: Tag128(high: generator.next(), low: generator.next()),
            space: hall.space)
        for person in 0..<Self.checkinsPerRun {
            try author.append(
                [
                    .enter(
                        Entry(
                            person: .enrolment(hall.enrolments[person]),
                            passage: Passage(checkpoint: hall.entrance)))
                ], time: HybridTimestamp(milliseconds: BenchHall.start + UInt64(person) * 3_000),
                credential: device.grant)
        }
        let replica = try hall.replica("heard")
        return try author.packedOneByOne().map { run in
            let watch = Stopwatch()
            let outcomes = try replica.apply([run])
            let seconds = watch.seconds
            guard case .applied = outcomes.first else {
                throw BenchError.refused("a push was not taken")
            }
            try replica.checkpointIfDue()
            return seconds
        }
    }

    // MARK: - In company

    /// Runs commits on a queue of its own, as the daemon does.
    private struct QueueExecutor: WorkExecutor {
        let queue = DispatchQueue(label: "bench.commit")

        func run(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }
    }

    /// Each waiter asks for the next check-in as soon as its last one is answered.
    private func grouped() async throws -> (seconds: [Double], rate: Double) {
        let replica = try hall.replica("grouped")
        let commits = GroupCommit(replica: replica, executor: QueueExecutor())
        let each = Self.checkinsPerRun / Self.waiters
        let watch = Stopwatch()
        let seconds = try await withThrowingTaskGroup(of: [Double].self) { group in
            for waiter in 0..<Self.waiters {
                group.addTask {
                    var seconds: [Double] = []
                    for number in 0..<each {
                        seconds.append(
                            try await Self.wait(for: waiter * each + number, commits))
                    }
                    return seconds
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        return (seconds, Double(each * Self.waiters) / watch.seconds)
    }

    private static func wait(for person: Int, _ commits: GroupCommit) async throws -> Double {
        let watch = Stopwatch()
        let verdict = try await withCheckedThrowingContinuation { continuation in
            commits.checkIn(request(person), contact: contact, language: "en") { result in
                continuation.resume(with: result)
            }
        }
        let seconds = watch.seconds
        try check(verdict)
        return seconds
    }
}

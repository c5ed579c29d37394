import Replica
import Transport

/// Writes for a command: through the daemon's socket where one runs, else directly.
///
/// Where the daemon dies in the middle, what had no answer is done directly. Requests carry
/// operation ids, so that what the daemon had committed is answered, not done again.
final class ReplicaClient {
    private let replica: Replica
    private let path: String
    private var connection: LineConnection?

    /// How long a daemon may take for an answer.
    private static let timeoutMilliseconds = 20_000

    init(replica: Replica) {
        self.replica = replica
        path = SocketPath(replica).socket
    }

    /// Performs one request.
    ///
    /// - Throws: ``ReplicaError``.
    func perform(_ request: LocalRequest) throws -> LocalAnswer {
        let answers = try perform([request])
        guard let answer = answers.first else { throw Self.noAnswer }
        if case .failed(let code, let message) = answer {
            throw ReplicaError(.init(rawValue: code), message)
        }
        return answer
    }

    /// Performs requests, in their order; what fails is among the answers.
    func perform(_ requests: [LocalRequest]) throws -> [LocalAnswer] {
        var answers = try askDaemon(requests)
        if answers.count < requests.count {
            answers += try performDirectly(Array(requests[answers.count...]))
        }
        return answers
    }

    /// Performs requests in this process; check-ins share a commit.
    private func performDirectly(_ requests: [LocalRequest]) throws -> [LocalAnswer] {
        let handler = direct
        let executor = GatheringExecutor()
        let commits = GroupCommit(replica: replica, executor: executor)
        let contact = try handler.contact()
        let sheet = AnswerSheet(count: requests.count)
        for (index, request) in requests.enumerated() {
            guard case .checkIn(let request, let language) = request else {
                executor.finish()
                sheet.put(LocalAnswer { try handler.perform(request) }, at: index)
                continue
            }
            commits.checkIn(request, contact: contact, language: language) { result in
                sheet.put(LocalAnswer { .verdict(try result.get()) }, at: index)
            }
        }
        executor.finish()
        keepSmall()
        return sheet.all
    }

    /// Takes a step of checkpointing where no daemon does; what was committed stands either way.
    private func keepSmall() {
        do {
            try replica.checkpointIfDue()
        } catch {
            StandardStreams.log("\(error)")
        }
    }

    /// What the daemon says about itself; nil where none runs.
    func daemonState() -> DaemonState? {
        guard let answer = try? askDaemon([.state]).first, case .state(let state) = answer else {
            return nil
        }
        return state
    }

    /// Tells the daemon, if there is one, that something was written.
    func poke() { _ = try? askDaemon([.changed]) }

    /// The answers that the daemon gave before it fell silent; none where none runs.
    private func askDaemon(_ requests: [LocalRequest]) throws -> [LocalAnswer] {
        // A daemon may have begun to run since the last request.
        connection =
            connection
            ?? LineConnection(path: path, timeoutMilliseconds: Self.timeoutMilliseconds)
        guard let connection else { return [] }
        let lines = try requests.map { try LocalLine.encode($0) }
        var answers: [LocalAnswer] = []
        if connection.send(lines) {
            while answers.count < requests.count, let line = connection.receive(),
                let answer = LocalLine.decode(LocalAnswer.self, line)
            {
                answers.append(answer)
            }
        }
        if answers.count < requests.count { self.connection = nil }
        return answers
    }

    /// Writes in this process, which hears nobody itself.
    private var direct: RequestHandler {
        let replica = replica
        return RequestHandler(
            replica: replica,
            contact: {
                ContactState(inContact: 0, known: try replica.contacts().count)
            }, addresses: { [] })
    }

    private static let noAnswer = ReplicaError(.storage, "The command gave no answer.")
}

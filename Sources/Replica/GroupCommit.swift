internal import SQLite
internal import Synchronization

/// Where work that may wait runs: a thread in production, the caller itself in a simulator.
public protocol WorkExecutor: Sendable {
    /// Runs the work later, one piece after the other.
    func run(_ work: @escaping @Sendable () -> Void)
}

/// Runs work at once, on the caller's thread: what a simulator or a single command needs.
public struct InlineExecutor: WorkExecutor {
    /// An executor that has no thread of its own.
    public init() {}

    /// Runs the work now.
    public func run(_ work: @escaping @Sendable () -> Void) { work() }
}

/// Gathers commands that come while another commit is under way, so that they share one fsync.
///
/// When nothing else waits, a command is committed alone at once: nobody is kept waiting for
/// company.
public final class GroupCommit: Sendable {
    /// How many commands share a commit at most, so that the first isn't kept waiting.
    public static let commandsMaximum = 64
    /// How many commands may wait; more are refused.
    public static let waitingMaximum = 4096

    private let replica: Replica
    private let executor: any WorkExecutor
    private let waiting = Mutex<[Command]>([])

    /// A command with the way back to whoever asked.
    private struct Command: Sendable {
        let perform: @Sendable (WriteTransaction) throws -> Void
        let finish: @Sendable ((any Error)?) -> Void
    }

    /// Commits commands of a replica on an executor.
    public init(replica: Replica, executor: any WorkExecutor) {
        self.replica = replica
        self.executor = executor
    }

    /// Checks somebody in, and answers after the common fsync.
    public func checkIn(
        _ request: CheckinRequest, contact: ContactState, language: String,
        completion: @escaping @Sendable (Result<VerdictReport, ReplicaError>) -> Void
    ) {
        let answer = Mutex<VerdictReport?>(nil)
        let box = AnswerBox(answer)
        submit(
            perform: { transaction in
                let report = try transaction.checkIn(
                    request, contact: contact, language: .init(code: language))
                box.answer.withLock { $0 = report }
            },
            finish: { error in
                if let error {
                    completion(.failure(ReplicaError(any: error)))
                } else if let report = box.answer.withLock({ $0 }) {
                    completion(.success(report))
                } else {
                    completion(.failure(ReplicaError(.storage, "The command gave no answer.")))
                }
            })
    }

    /// Holds an answer between the transaction and the commit.
    private final class AnswerBox: Sendable {
        let answer: Mutex<VerdictReport?>
        init(_ answer: consuming sending Mutex<VerdictReport?>) { self.answer = answer }
    }

    private func submit(
        perform: @escaping @Sendable (WriteTransaction) throws -> Void,
        finish: @escaping @Sendable ((any Error)?) -> Void
    ) {
        let isAccepted = waiting.withLock { commands in
            guard commands.count < Self.waitingMaximum else { return false }
            commands.append(Command(perform: perform, finish: finish))
            return true
        }
        guard isAccepted else {
            return finish(
                ReplicaError(
                    .locked, "Too many check-ins wait for the disk. Try again in a moment."))
        }
        executor.run { self.commitWaiting() }
    }

    /// Commits what waits, all in one transaction; a command that fails undoes only itself.
    private func commitWaiting() {
        let commands = waiting.withLock { commands in
            let taken = Array(commands.prefix(Self.commandsMaximum))
            commands.removeFirst(taken.count)
            return taken
        }
        guard !commands.isEmpty else { return }
        do {
            let failures = try replica.write { transaction in
                commands.map { command -> (any Error)? in
                    do {
                        try transaction.isolated { try command.perform(transaction) }
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            for (command, failure) in zip(commands, failures) { command.finish(failure) }
        } catch {
            for command in commands { command.finish(error) }
        }
    }
}

extension ReplicaError {
    /// Any error as one of ours.
    init(any error: any Error) {
        self = error as? ReplicaError ?? ReplicaError(.storage, "\(error)")
    }
}

extension WriteTransaction {
    /// Runs a command so that it undoes only itself if it fails.
    func isolated(_ body: () throws -> Void) throws {
        let before = tables.fingerprint
        do {
            try database.savepoint { try body() }
        } catch {
            tables.forget()
            tables.fingerprint = before
            writer.labels.removeAll()
            throw error
        }
    }
}

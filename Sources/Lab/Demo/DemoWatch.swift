internal import CRDT
internal import Replica

/// Looks at the replicas' files from outside, as often as one likes: no process is started for it.
///
/// What is reported in the end comes from the program's own `digest`, not from here.
struct DemoWatch {
    private let replicas: [Replica]

    private static let pause = Duration.milliseconds(50)

    init(_ replicas: [DemoReplica], environment: Environment) throws {
        self.replicas = try replicas.map {
            try Replica(folder: DataFolder(path: $0.folder), environment: environment)
        }
    }

    /// Waits until all hold the same operations, and the same state.
    func equal(within seconds: Int, _ what: String) async throws {
        try await wait(seconds, what) {
            let summaries = try replicas.map { try $0.summary() }
            guard let first = summaries.first else { return true }
            return summaries.allSatisfy {
                $0.fingerprint == first.fingerprint && $0.frontier == first.frontier
            }
        }
    }

    /// Gives the names, which travel beside the log, some time to arrive; nothing that is checked
    /// depends on them.
    func names(within seconds: Int) async throws {
        do {
            try await wait(seconds, "") {
                try replicas.allSatisfy { try $0.summary().wantCount == 0 }
            }
        } catch DemoError.tooLate {
            return
        }
    }

    /// Waits until nobody hears anybody (0), or everybody at least so many.
    func contact(_ isWanted: (ContactState) -> Bool, within seconds: Int, _ what: String)
        async throws
    {
        try await wait(seconds, what) {
            try replicas.allSatisfy { isWanted(try $0.contactState()) }
        }
    }

    private func wait(
        _ seconds: Int, _ what: String, until isDone: () throws -> Bool
    ) async throws {
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: .seconds(seconds))
        while try !isDone() {
            guard clock.now < end else { throw DemoError.tooLate(what, seconds: seconds) }
            try await clock.sleep(for: Self.pause)
        }
    }
}

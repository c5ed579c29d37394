import Replica
import Synchronization

/// Collects the answers to requests that are asked together.
final class AnswerSheet: Sendable {
    private let answers: Mutex<[LocalAnswer?]>

    init(count: Int) { answers = Mutex(Array(repeating: nil, count: count)) }

    func put(_ answer: LocalAnswer, at index: Int) {
        answers.withLock { $0[index] = answer }
    }

    /// All answers, in the order of the requests.
    var all: [LocalAnswer] {
        answers.withLock { answers in
            answers.map { answer in
                answer ?? LocalAnswer(ReplicaError(.storage, "The command gave no answer."))
            }
        }
    }
}

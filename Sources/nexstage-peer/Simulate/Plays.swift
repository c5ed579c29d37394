import ArgumentParser
import Dispatch
import Synchronization

/// Many plays of the simulator, some at the same time; each is one thread's own.
struct Plays {
    let jobs: Int
    let progress: ProgressBar

    private final class Board<Result: Sendable>: Sendable {
        let next = Atomic<Int>(0)
        let done = Mutex<[Int: Result]>([:])
        let trouble = Mutex<(any Error)?>(nil)
    }

    /// Plays so many, begun in the order of their numbers.
    ///
    /// - Returns: what each came to, in that order.
    /// - Throws: ``Failure`` with the first trouble that one of them had.
    func play<Result: Sendable>(
        _ count: Int, _ body: @escaping @Sendable (Int) throws -> Result
    ) async throws -> [Result] {
        let board = Board<Result>()
        await withTaskGroup(of: Void.self) { group in
            for job in 0..<min(jobs, count) {
                group.addTask {
                    await withCheckedContinuation { done in
                        DispatchQueue(label: "play-\(job)").async {
                            Self.work(board, count, body)
                            done.resume()
                        }
                    }
                }
            }
            await showProgress(board, of: count)
        }
        progress.finish()
        if let trouble = board.trouble.withLock({ $0 }) { throw Failure("\(trouble)") }
        let done = board.done.withLock { $0 }
        return (0..<count).compactMap { done[$0] }
    }

    /// Refuses numbers of an option that are out of range.
    static func check(_ option: String, _ values: [Int], in range: ClosedRange<Int>) throws {
        guard !values.isEmpty, values.allSatisfy(range.contains) else {
            throw ValidationError(
                "\(option) takes numbers from \(range.lowerBound) to \(range.upperBound).")
        }
    }

    private static func work<Result>(
        _ board: Board<Result>, _ count: Int, _ body: (Int) throws -> Result
    ) {
        while true {
            let index = board.next.add(1, ordering: .relaxed).oldValue
            guard index < count, board.trouble.withLock({ $0 == nil }) else { return }
            do {
                let result = try body(index)
                board.done.withLock { $0[index] = result }
            } catch {
                board.trouble.withLock { $0 = error }
            }
        }
    }

    private func showProgress<Result>(_ board: Board<Result>, of total: Int) async {
        while true {
            let done = board.done.withLock { $0.count }
            progress.show(done, of: total)
            guard done < total, board.trouble.withLock({ $0 == nil }) else { return }
            do { try await Task.sleep(for: .milliseconds(200)) } catch { return }
        }
    }
}

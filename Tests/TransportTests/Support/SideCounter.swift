import Synchronization

/// Counts the connections that were accepted and dialled.
final class SideCounter: Sendable {
    private let both = Mutex([0, 0])

    func note(_ isDialler: Bool) { both.withLock { $0[isDialler ? 1 : 0] += 1 } }

    var counts: [Int] { both.withLock { $0 } }
}

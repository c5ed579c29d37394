#if canImport(Glibc)
    import Glibc
#endif
internal import Synchronization

/// The children that are alive, so that none of them outlives what started it.
package final class ChildRegistry: Sendable {
    /// How many processes may run at once.
    package static let childrenMaximum = 256

    private struct State {
        var children: [ChildProcess] = []
        var isEnding = false
    }

    private let state = Mutex(State())

    package init() {}

    /// Starts a process while none is being ended: what is started is always found by ``endAll()``.
    func starting(
        _ start: () throws(ChildError) -> ChildProcess
    ) throws(ChildError) -> ChildProcess {
        try state.withLock { state throws(ChildError) in
            state.children.removeAll { $0.hasEnded }
            guard !state.isEnding, state.children.count < Self.childrenMaximum else {
                throw .refused
            }
            let child = try start()
            state.children.append(child)
            return child
        }
    }

    /// Whether ``endAll()`` was called.
    package var isEnding: Bool { state.withLock { $0.isEnding } }

    /// Kills every child at once, and starts no more.
    package func endAll() {
        let children = state.withLock { state in
            state.isEnding = true
            return state.children
        }
        for child in children { child.signal(SIGKILL) }
    }
}

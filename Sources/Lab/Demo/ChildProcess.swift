internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// A process with pipes: lines in, lines out, its standard error in a file.
///
/// It is only ever signalled by its id while it certainly still has it: the id is free for others
/// from the moment of ``exit()`` on, and no earlier.
package final class ChildProcess: Sendable {
    package let processID: Int32
    /// What it writes to standard output, line by line; for one reader.
    package let lines: AsyncStream<String>
    private let output: Int32
    private let queue = DispatchQueue(label: "nexstage.child")
    private let state: Mutex<State>

    private struct State {
        /// The writing end of its standard input; nil once closed.
        var input: Int32?
        var exit: ChildExit?
        var waiting: [CheckedContinuation<ChildExit, Never>] = []
    }

    private static let bufferBytes = 64 * 1024

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - errorPath: the file that takes its standard error, which is appended to.
    package static func start(
        _ program: String, _ arguments: [String], environment: [String: String],
        errorPath: String, registry: ChildRegistry
    ) throws(ChildError) -> ChildProcess {
        // Who writes to a child that has died gets an error, not a signal.
        Glibc.signal(SIGPIPE, SIG_IGN)
        return try registry.starting { () throws(ChildError) in
            let input = try pipe()
            let output: (read: Int32, write: Int32)
            do throws(ChildError) {
                output = try pipe()
            } catch {
                closeAll([input.read, input.write])
                throw error
            }
            defer { closeAll([input.read, output.write]) }
            do throws(ChildError) {
                let id = try spawn(
                    program, arguments, environment, input: input.read, output: output.write,
                    errorPath: errorPath)
                return ChildProcess(id, input: input.write, output: output.read)
            } catch {
                closeAll([input.write, output.read])
                throw error
            }
        }
    }

    private init(_ processID: Int32, input: Int32, output: Int32) {
        self.processID = processID
        self.output = output
        state = Mutex(State(input: input))
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        self.lines = lines
        DispatchQueue(label: "nexstage.child.reader").async { self.read(continuation) }
        // Apart, since a child's own children may hold its output open for longer.
        DispatchQueue(label: "nexstage.child.end").async {
            self.reap()
            self.closeInput()
        }
    }

    // MARK: - Talking

    /// Writes to its standard input, after what was written before; never blocks the caller.
    package func write(_ text: String) {
        let bytes = Array(text.utf8)
        queue.async { self.writeAll(bytes) }
    }

    /// Ends its standard input, after what was written.
    package func closeInput() {
        queue.async {
            let input = self.state.withLock { state in
                defer { state.input = nil }
                return state.input
            }
            if let input { close(input) }
        }
    }

    /// Sends a signal, unless it has ended.
    package func signal(_ number: Int32) {
        state.withLock { state in
            guard state.exit == nil else { return }
            kill(processID, number)
        }
    }

    /// Whether it has ended.
    package var hasEnded: Bool { state.withLock { $0.exit != nil } }

    /// Waits until it has ended.
    package func exit() async -> ChildExit {
        await withCheckedContinuation { continuation in
            let exit = state.withLock { state -> ChildExit? in
                if state.exit == nil { state.waiting.append(continuation) }
                return state.exit
            }
            if let exit { continuation.resume(returning: exit) }
        }
    }

    private func writeAll(_ bytes: [UInt8]) {
        guard let input = state.withLock({ $0.input }) else { return }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                // It reads no more; its exit says why.
                return
            }
        }
    }

    // MARK: - Listening

    /// Reads until nobody can write to the process's output any more.
    private func read(_ continuation: AsyncStream<String>.Continuation) {
        var pending: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: Self.bufferBytes)
        while true {
            let count = Glibc.read(output, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            for byte in buffer[..<count] {
                guard byte == UInt8(ascii: "\n") else {
                    pending.append(byte)
                    continue
                }
                continuation.yield(String(decoding: pending, as: UTF8.self))
                pending.removeAll(keepingCapacity: true)
            }
        }
        if !pending.isEmpty { continuation.yield(String(decoding: pending, as: UTF8.self)) }
        close(output)
        continuation.finish()
    }

    private func reap() {
        var information = siginfo_t()
        // Waits without taking the exit status, so that the id stays the child's until it is noted.
        while waitid(P_PID, id_t(processID), &information, WEXITED | WNOWAIT) != 0,
            errno == EINTR
        {}
        let waiting = state.withLock { state in
            var status: Int32 = 0
            while waitpid(processID, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7f
            let exit: ChildExit = signal == 0 ? .status(status >> 8 & 0xff) : .signal(signal)
            state.exit = exit
            defer { state.waiting.removeAll() }
            return state.waiting.map { ($0, exit) }
        }
        for (continuation, exit) in waiting { continuation.resume(returning: exit) }
    }
}

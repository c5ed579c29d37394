import Glibc
import Transport

/// Standard input as bounded lines, as many at a time as are there.
struct InputLines {
    /// How many lines are handed out together at most.
    static let batchMaximum = 32

    private var splitter: LineSplitter
    private var hasEnded = false

    init(bytesMaximum: Int) { splitter = LineSplitter(bytesMaximum: bytesMaximum) }

    /// Waits for a line; nil at the end of the input.
    mutating func next() throws -> [LineSplitter.Line]? {
        while !splitter.hasLine {
            guard !hasEnded else { return nil }
            try fill()
        }
        var lines: [LineSplitter.Line] = []
        while lines.count < Self.batchMaximum, let line = splitter.next() { lines.append(line) }
        return lines
    }

    private mutating func fill() throws {
        var buffer = [UInt8](repeating: 0, count: 16 * 1024)
        let count = read(STDIN_FILENO, &buffer, buffer.count)
        if count > 0 {
            splitter.add(buffer[..<count])
        } else if count == 0 {
            hasEnded = true
            splitter.finish()
        } else if errno == EAGAIN {
            var poll = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            _ = Glibc.poll(&poll, 1, 1000)
        } else if errno != EINTR {
            throw Failure("Standard input can't be read (\(StandardStreams.reason())).")
        }
    }
}

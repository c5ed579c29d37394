import Glibc

/// Why standard output could not be written.
enum OutputError: Error {
    /// Nobody reads any more.
    case closed
    /// The system's reason.
    case failed(String)

    var sentence: String {
        switch self {
        case .closed: "Nobody reads the output any more."
        case .failed(let reason): "The output can't be written (\(reason))."
        }
    }
}

/// The three descriptors that every process is given.
enum StandardStreams {
    /// Makes sure that all three are open, and that a reader who has gone is an error, not a signal.
    ///
    /// Otherwise the next file that is opened, a database say, would take the place of a closed
    /// standard output and be written over.
    static func prepare() {
        for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 {
            // Opened the wrong way round, so that using it fails as it would have.
            let mode = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY
            _ = open("/dev/null", mode)
        }
        signal(SIGPIPE, SIG_IGN)
    }

    /// Writes all bytes to standard output, or another descriptor.
    static func write(_ bytes: [UInt8], to descriptor: Int32 = STDOUT_FILENO) throws(OutputError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count < 0, errno == EAGAIN {
                var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = Glibc.poll(&poll, 1, 1000)
            } else if count < 0, errno == EPIPE {
                throw .closed
            } else if count == 0 || errno != EINTR {
                throw .failed(reason())
            }
        }
    }

    /// Writes a line to standard error; where that is not possible, nobody is told.
    static func log(_ line: String) {
        try? write(Array((line + "\n").utf8), to: STDERR_FILENO)
    }

    /// What the system says about the last failed call.
    static func reason() -> String {
        strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
    }
}

extension StandardStreams {
    /// Fails if nobody reads standard output any more.
    static func checkReader() throws(OutputError) {
        var descriptor = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
        guard poll(&descriptor, 1, 0) > 0 else { return }
        if descriptor.revents & Int16(POLLERR | POLLNVAL) != 0 { throw .closed }
    }
}

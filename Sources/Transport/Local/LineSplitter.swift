/// Cuts a stream of bytes into lines, each of bounded length.
package struct LineSplitter {
    /// One line without its end.
    package enum Line: Hashable {
        case line([UInt8])
        /// Longer than allowed: only its beginning, of the allowed length, is kept.
        case tooLong([UInt8])

        /// The bytes that were kept.
        package var bytes: [UInt8] {
            switch self {
            case .line(let bytes), .tooLong(let bytes): bytes
            }
        }
    }

    private let maximum: Int
    private var current: [UInt8] = []
    private var isTooLong = false
    /// Complete lines that nobody has taken yet.
    private var complete: [Line] = []
    private var taken = 0

    /// Cuts lines of at most so many bytes.
    package init(bytesMaximum: Int) { maximum = bytesMaximum }

    /// Takes more of the stream.
    package mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                end()
            } else if current.count < maximum {
                current.append(byte)
            } else {
                isTooLong = true
            }
        }
    }

    /// The stream has ended: what is left is a line, too.
    package mutating func finish() {
        if !current.isEmpty { end() }
    }

    /// The next complete line.
    package mutating func next() -> Line? {
        guard taken < complete.count else { return nil }
        let line = complete[taken]
        taken += 1
        if taken == complete.count {
            complete.removeAll(keepingCapacity: true)
            taken = 0
        }
        return line
    }

    /// Whether a complete line waits.
    package var hasLine: Bool { taken < complete.count }

    private mutating func end() {
        if current.last == UInt8(ascii: "\r") { current.removeLast() }
        complete.append(isTooLong ? .tooLong(current) : .line(current))
        current = []
        isTooLong = false
    }
}

/// A source and the scanner that reads it: one record after the other, blank lines left out.
struct CSVFeed: ~Copyable {
    private var source: CSVSource
    private var chunk: [UInt8]
    private var position: Int
    private(set) var scanner: CSVScanner
    let delimiter: CSVDelimiter

    /// Looks at the beginning of the source: its encoding, its mark, and its delimiter.
    init(
        source: consuming CSVSource, delimiter: CSVDelimiter?, limits: CSVLimits, keeps: Bool
    ) throws(CSVError) {
        let start = try Self.readStart(&source, limits: limits)
        if let guess = CSVEncodingGuess.ofStart(start) {
            throw .wrongEncoding(guess)
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let position = start.starts(with: mark) ? mark.count : 0
        let searched = start[position...].prefix(limits.recordBytesMax)
        let chosen = delimiter ?? .detect(in: searched)
        self.source = source
        self.chunk = start
        self.position = position
        self.delimiter = chosen
        self.scanner = CSVScanner(delimiter: chosen.byte, limits: limits, keeps: keeps)
    }

    /// Goes to the next record that isn't a blank line; false at the end.
    mutating func advance() throws(CSVError) -> Bool {
        while true {
            let completed = scanner.scan(chunk, position: &position)
            if completed && !scanner.isBlank {
                return true
            }
            if !completed {
                chunk = try source.nextChunk()
                position = 0
                if chunk.isEmpty {
                    return scanner.finish() && !scanner.isBlank
                }
            }
        }
    }

    /// Reads as many bytes as the longest header may have, or all there are.
    private static func readStart(
        _ source: inout CSVSource, limits: CSVLimits
    ) throws(CSVError) -> [UInt8] {
        var start: [UInt8] = []
        while start.count < max(limits.recordBytesMax, CSVEncodingGuess.bytesNeeded) {
            let chunk = try source.nextChunk()
            if chunk.isEmpty {
                break
            }
            start.append(contentsOf: chunk)
        }
        return start
    }
}

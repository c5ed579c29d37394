/// Frames as the protocol has them: a 4-byte big-endian length, then so many bytes.
enum Frames {
    static func frame(_ payload: [UInt8]) -> [UInt8] {
        let length = UInt32(payload.count)
        return withUnsafeBytes(of: length.bigEndian) { Array($0) } + payload
    }

    /// A frame with a number and a size that depends on it.
    static func numbered(_ number: Int, padding: Int = 50) -> [UInt8] {
        let head = withUnsafeBytes(of: UInt64(number).bigEndian) { Array($0) }
        return frame(head + [UInt8](repeating: UInt8(number % 251), count: number % padding))
    }

    /// The numbers of the frames in a stream of whole numbered frames; nil if it is not one.
    static func numbers(in stream: [UInt8]) -> [Int]? {
        var rest = stream[...]
        var numbers: [Int] = []
        while !rest.isEmpty {
            guard rest.count >= 12 else { return nil }
            let length = bigEndian(rest.prefix(4))
            guard length >= 8, rest.count >= 4 + length else { return nil }
            let number = bigEndian(rest.dropFirst(4).prefix(8))
            let padding = rest.dropFirst(12).prefix(length - 8)
            guard padding.allSatisfy({ $0 == UInt8(number % 251) }) else { return nil }
            numbers.append(number)
            rest = rest.dropFirst(4 + length)
        }
        return numbers
    }

    private static func bigEndian(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }
}

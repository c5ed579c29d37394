/// Reads canonical bytes and refuses every other form; never traps, whatever it is given.
public struct ByteReader: Sendable {
    /// What ``signed()`` can tell: the zigzag forms up to ``Limits/integerMaximum``.
    static let signedRange = -(Int64(1) << 52)...Int64(1) << 52

    /// What is read.
    public let bytes: [UInt8]
    /// The position of the next byte.
    public private(set) var offset: Int
    private let end: Int

    /// Reads all of `bytes`.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        offset = 0
        end = bytes.count
    }

    /// How many bytes are left.
    public var remaining: Int { end - offset }

    /// Reads one byte.
    public mutating func byte() throws(CodecError) -> UInt8 {
        guard offset < end else { throw .truncated }
        defer { offset += 1 }
        return bytes[offset]
    }

    /// Reads a LEB128 integer; refuses what is longer than needed or above `maximum`.
    public mutating func integer(
        maximum: UInt64 = Limits.integerMaximum
    ) throws(CodecError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            guard offset < end else { throw .truncated }
            let next = bytes[offset]
            offset += 1
            value |= UInt64(next & 0x7f) << shift
            if next < 0x80 {
                guard next != 0 || shift == 0, value <= maximum else { throw .badInteger }
                return value
            }
            shift += 7
            guard shift < 56 else { throw .badInteger }
        }
    }

    /// Reads a zigzag integer.
    public mutating func signed() throws(CodecError) -> Int64 {
        let value = try integer()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// Reads a count and refuses it above `maximum` or where the bytes left can't hold that many.
    public mutating func count(maximum: Int, of what: String) throws(CodecError) -> Int {
        let value = try integer()
        guard value <= UInt64(maximum) else { throw .limitExceeded(what) }
        guard value <= UInt64(remaining) else { throw .truncated }
        return Int(value)
    }

    /// Reads exactly `count` bytes.
    public mutating func raw(_ count: Int) throws(CodecError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= remaining else { throw .truncated }
        defer { offset += count }
        return bytes[offset..<offset + count]
    }

    /// Reads bytes behind their count.
    public mutating func counted(maximum: Int, of what: String) throws(CodecError) -> [UInt8] {
        let count = try count(maximum: maximum, of: what)
        return try Array(raw(count))
    }

    /// Reads UTF-8 text behind its count.
    public mutating func text(
        maximum: Int = Limits.textBytesMaximum, allowEmpty: Bool = false
    ) throws(CodecError) -> String {
        let bytes = try counted(maximum: maximum, of: "bytes of text")
        guard allowEmpty || !bytes.isEmpty, let text = String(validating: bytes, as: UTF8.self)
        else { throw .badText }
        return text
    }

    /// Reads 16 bytes.
    public mutating func identifier<ID: Identifier128>(
        _: ID.Type = ID.self
    ) throws(CodecError) -> ID {
        guard let value = ID(bytes: try raw(16)) else { throw .truncated }
        return value
    }

    /// Reads 32 bytes.
    public mutating func identifier<ID: Identifier256>(
        _: ID.Type = ID.self
    ) throws(CodecError) -> ID {
        guard let value = ID(bytes: try raw(32)) else { throw .truncated }
        return value
    }

    /// Refuses left-over bytes.
    public func finish() throws(CodecError) {
        guard offset == end else { throw .trailingBytes }
    }
}

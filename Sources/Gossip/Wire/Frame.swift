/// What travels: a 4-byte big-endian length N, a kind byte, N − 1 bytes of body.
package struct Frame: Hashable, Sendable {
    /// Which message the body holds: a ``MessageKind``, or one that this version doesn't know.
    package var kind: UInt8
    /// The message.
    package var body: [UInt8]

    /// Bytes before the body.
    package static let headBytes = 5

    /// A frame.
    package init(kind: UInt8, body: [UInt8]) {
        self.kind = kind
        self.body = body
    }

    /// The bytes on the wire.
    package var bytes: [UInt8] {
        let length = UInt32(truncatingIfNeeded: body.count + 1)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.headBytes + body.count)
        for shift in [24, 16, 8, 0] as [UInt32] {
            bytes.append(UInt8(truncatingIfNeeded: length >> shift))
        }
        bytes.append(kind)
        bytes.append(contentsOf: body)
        return bytes
    }
}

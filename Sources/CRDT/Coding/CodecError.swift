/// Why bytes are not the canonical form of what they claim to be.
public enum CodecError: Error, Hashable, Sendable {
    /// The bytes end before the value does.
    case truncated
    /// Bytes are left over after the value.
    case trailingBytes
    /// A format version that this release doesn't know.
    case unknownVersion(UInt64)
    /// An integer written in more bytes than it needs, or above 2⁵³.
    case badInteger
    /// A flag, enumeration or reference that the format doesn't define.
    case badValue(String)
    /// A list that is not strictly ascending, or a table with unused, repeated or misplaced ids.
    case notCanonical(String)
    /// Text that is not UTF-8, empty where it may not be, or too long.
    case badText
    /// More of something than ``Limits`` allows.
    case limitExceeded(String)
}

extension CodecError: CustomStringConvertible {
    /// One clause that completes «the delta is refused: …».
    public var description: String {
        switch self {
        case .truncated: "it ends too early"
        case .trailingBytes: "bytes are left over at its end"
        case .unknownVersion(let version): "format version \(version) is not known here"
        case .badInteger: "an integer is not in its shortest form or above 2^53"
        case .badValue(let what): "\(what) has a value that the format doesn't define"
        case .notCanonical(let what): "\(what) is not in canonical order"
        case .badText: "a text is empty, too long, or not UTF-8"
        case .limitExceeded(let what): "it has too many \(what)"
        }
    }
}

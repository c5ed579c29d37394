/// A value of any of SQLite's five kinds, for calls where convenience matters more than speed.
public enum Value: Hashable, Sendable {
    /// No value.
    case null
    /// A signed 64-bit integer.
    case integer(Int64)
    /// A double; NaN becomes NULL, as SQLite has none.
    case real(Double)
    /// UTF-8 text.
    case text(String)
    /// Bytes; an empty blob is not NULL.
    case blob([UInt8])
}

extension Value: ExpressibleByIntegerLiteral {
    /// An integer.
    public init(integerLiteral value: Int64) { self = .integer(value) }
}

extension Value: ExpressibleByFloatLiteral {
    /// A double.
    public init(floatLiteral value: Double) { self = .real(value) }
}

extension Value: ExpressibleByStringLiteral {
    /// A text.
    public init(stringLiteral value: String) { self = .text(value) }
}

extension Value: ExpressibleByNilLiteral {
    /// NULL.
    public init(nilLiteral: ()) { self = .null }
}

/// Names one connection of this process.
public struct LinkID: Hashable, Comparable, Sendable {
    /// Counts the connections of its direction.
    public var number: UInt64
    /// Whether this side dialled: then the engine gave the number, else the shell.
    public var isOutgoing: Bool

    /// Names a connection.
    public init(number: UInt64, isOutgoing: Bool) {
        self.number = number
        self.isOutgoing = isOutgoing
    }

    /// Orders by number, incoming first.
    public static func < (left: LinkID, right: LinkID) -> Bool {
        left.number != right.number
            ? left.number < right.number : !left.isOutgoing && right.isOutgoing
    }
}

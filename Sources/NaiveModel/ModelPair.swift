/// Two different ids, the smaller one first.
package struct ModelPair: Hashable, Comparable, Sendable {
    /// The smaller id.
    package let first: ModelID
    /// The larger id.
    package let second: ModelID

    /// The pair of these two, in order.
    package init(_ one: ModelID, _ other: ModelID) {
        first = min(one, other)
        second = max(one, other)
    }

    package static func < (left: ModelPair, right: ModelPair) -> Bool {
        (left.first, left.second) < (right.first, right.second)
    }
}

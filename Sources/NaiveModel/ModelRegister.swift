/// What a register holds: the writes that nobody overwrote.
package struct ModelRegister: Hashable, Sendable {
    /// The undominated permitted writes, ascending.
    package let writes: [ModelDot]
    /// The one that is displayed.
    package let displayed: ModelDot
    /// Its value.
    package let value: [UInt8]
    /// How many different values there are.
    package let valueCount: Int
}

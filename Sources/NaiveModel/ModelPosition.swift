/// A place in a log that is held: after delta `ordinal` of `line`.
///
/// A position that isn't held, because that log, that delta or that hash isn't known, is a nil.
package struct ModelPosition: Hashable, Sendable {
    /// The line that holds the delta.
    package let line: ModelID
    /// The delta's ordinal, counted along the path from the trunk.
    package let ordinal: UInt64

    /// The place after delta `ordinal` of `line`.
    package init(line: ModelID, ordinal: UInt64) {
        self.line = line
        self.ordinal = ordinal
    }
}

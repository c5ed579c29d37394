/// The identity of an operation: the line it stands in, and its sequence number.
///
/// As a *name* inside another operation it may mean several operations, or none that is held: see
/// ``NaiveModel/candidates(named:by:)``.
package struct ModelDot: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The line of a log.
    package let line: ModelID
    /// The number of the operation, counted from 1 along the path from the trunk.
    package let sequence: UInt64

    /// The operation `sequence` of `line`.
    package init(_ line: ModelID, _ sequence: UInt64) {
        self.line = line
        self.sequence = sequence
    }

    package var description: String { "\(line):\(sequence)" }

    package static func < (left: ModelDot, right: ModelDot) -> Bool {
        (left.line, left.sequence) < (right.line, right.sequence)
    }
}

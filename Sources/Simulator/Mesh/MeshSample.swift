/// What one seed of one case came to.
package struct MeshSample: Hashable, Sendable {
    /// Milliseconds from an operation's commit to its being durable at another replica: the
    /// median, the ninety-ninth of a hundred, and the longest; of a split, of the time after it.
    package var median = 0.0
    package var percentile99 = 0.0
    package var longest = 0.0
    /// Copies of an operation that came to a replica.
    package var copies = 0.0
    /// Bytes of all frames, for each operation and replica to which it had to come; of a split,
    /// after it.
    package var bytes = 0.0
    /// Milliseconds from the end of a partition to the first contact of both sides, to all
    /// operations being durable everywhere, and to equal frontiers.
    package var contact = 0.0
    package var complete = 0.0
    package var equal = 0.0

    /// What an aim is held against.
    package func result(of mesh: MeshCase) -> Double {
        switch mesh.kind {
        case .quiet, .loss, .busy: percentile99
        case .split: equal
        }
    }
}

/// Everything that a replica holds of a space's logs, in any order: what all conclusions rest on.
package struct ModelHistory: Hashable, Sendable {
    /// The lines of all logs; those of one log form a tree.
    package var lines: [Line]
    /// All deltas.
    package var deltas: [Delta]
    /// The logs of which a proof of a fork is held, whether or not a branch is.
    package var provenForks: [ModelID]
    /// Under which entity registers speak of a device: a hash, and the model knows none.
    package var deviceEntities: [ModelKey: ModelID] = [:]

    /// A history of these lines and deltas.
    package init(lines: [Line] = [], deltas: [Delta] = [], provenForks: [ModelID] = []) {
        self.lines = lines
        self.deltas = deltas
        self.provenForks = provenForks
    }

    /// A stretch of a log that nobody continued in two ways: the trunk, or a branch.
    ///
    /// A line ends where the log parts; every continuation is a line of its own. Ordinals and
    /// sequence numbers go on counting along the path from the trunk.
    package struct Line: Hashable, Sendable {
        /// Its id: for the trunk that of the log.
        package var id: ModelID
        /// The line that it continues; nil for the trunk.
        package var parent: ModelID?
        /// The log's own id.
        package var root: ModelID
        /// The key of the device that writes the log.
        package var device: ModelKey

        /// A line of the log `root`, written by `device`.
        package init(id: ModelID, parent: ModelID? = nil, root: ModelID, device: ModelKey) {
            self.id = id
            self.parent = parent
            self.root = root
            self.device = device
        }
    }

    /// A batch of operations.
    package struct Delta: Hashable, Sendable {
        /// Where it stands.
        package var line: ModelID
        /// Its number in the log, from 1.
        package var ordinal: UInt64
        /// The sequence number of its first operation.
        package var firstSequence: UInt64
        /// The hybrid clock at the first operation, milliseconds × 65,536 + counter.
        package var time: UInt64
        /// The author's own wall clock minus the milliseconds of `time`.
        package var wallOffsetMilliseconds: Int64
        /// The author's operator label; 0 = unnamed.
        package var operatorLabel: UInt64
        /// The grant that the author acts under.
        package var credential: ModelDot
        /// At least one.
        package var operations: [ModelOperation]

        /// A delta; nothing is checked.
        package init(
            line: ModelID, ordinal: UInt64, firstSequence: UInt64, time: UInt64,
            wallOffsetMilliseconds: Int64 = 0, operatorLabel: UInt64 = 0, credential: ModelDot,
            operations: [ModelOperation]
        ) {
            self.line = line
            self.ordinal = ordinal
            self.firstSequence = firstSequence
            self.time = time
            self.wallOffsetMilliseconds = wallOffsetMilliseconds
            self.operatorLabel = operatorLabel
            self.credential = credential
            self.operations = operations
        }
    }
}

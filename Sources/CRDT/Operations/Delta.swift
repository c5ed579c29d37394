/// A batch of operations by one author: what is hashed into its chain and signed.
public struct Delta: Hashable, Sendable {
    /// The position in the author's log, counted in deltas from 1.
    public var ordinal: UInt64
    /// The sequence number of the first operation.
    public var firstSequence: UInt64
    /// Who writes; in the first delta only, so that the log introduces itself.
    public var introduction: Introduction?
    /// The author's clock at the first operation; each later one is one step further.
    public var time: HybridTimestamp
    /// The author's own wall clock minus `time`'s milliseconds; 0 where the two agree.
    public var wallOffsetMilliseconds: Int64
    /// The author's operator label; 0 = unnamed.
    public var operatorLabel: UInt64
    /// The grant that the author acts under.
    public var credential: Dot
    /// The policy in force as the author knew it; nil = the default.
    public var policy: Dot?
    /// At least one operation, at most ``Limits/deltaOperationsMaximum``.
    public var operations: [Operation]

    /// Who writes a log: hashing both with the space gives the author's id.
    public struct Introduction: Hashable, Sendable {
        /// The key that signs.
        public var device: DeviceKey
        /// The incarnation: 16 random bytes.
        public var nonce: Tag128

        /// Introduces `device` with `nonce`.
        public init(device: DeviceKey, nonce: Tag128) {
            self.device = device
            self.nonce = nonce
        }
    }

    /// Creates a delta; nothing is checked until it is encoded.
    public init(
        ordinal: UInt64, firstSequence: UInt64, introduction: Introduction? = nil,
        time: HybridTimestamp, wallOffsetMilliseconds: Int64 = 0, operatorLabel: UInt64 = 0,
        credential: Dot, policy: Dot? = nil, operations: [Operation]
    ) {
        self.ordinal = ordinal
        self.firstSequence = firstSequence
        self.introduction = introduction
        self.time = time
        self.wallOffsetMilliseconds = wallOffsetMilliseconds
        self.operatorLabel = operatorLabel
        self.credential = credential
        self.policy = policy
        self.operations = operations
    }

    /// The sequence number of the last operation.
    public var lastSequence: UInt64 { firstSequence &+ UInt64(operations.count) &- 1 }

    /// The author's wall clock when it wrote this, milliseconds since 1970, never below zero.
    public var wallMilliseconds: UInt64 {
        let (sum, overflow) = Int64(time.milliseconds).addingReportingOverflow(
            wallOffsetMilliseconds)
        return overflow || sum < 0 ? 0 : UInt64(sum)
    }

    /// The time of the operation at `index` of ``operations``.
    public func time(ofOperationAt index: Int) -> HybridTimestamp {
        time.advanced(by: UInt64(max(index, 0)))
    }
}

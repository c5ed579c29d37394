/// What a link is charged for, in points of ``GossipLimits/penaltyPointsMaximum``.
enum Penalty: UInt64 {
    /// More requests than may be open.
    case impatient = 5
    /// An answer to a request that was never made.
    case unasked = 10
    /// A head was stated for a log that then wasn't there, or wasn't that long.
    case emptyPromise = 1
    /// A run or proof that isn't authentic.
    case notAuthentic = 25
    /// A message that isn't in its canonical form.
    case malformed = 50
}

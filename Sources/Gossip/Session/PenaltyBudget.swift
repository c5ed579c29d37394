/// Counts what a link is charged; one point is forgiven each second.
struct PenaltyBudget: Sendable {
    private var points: UInt64 = 0
    private var countedAt: UInt64 = 0

    /// Charges the link.
    ///
    /// - Returns: whether it has used up what it may.
    mutating func charge(_ penalty: Penalty, now: Moment) -> Bool {
        let forgiven = now.since(countedAt) / 1000
        points -= min(points, forgiven)
        if forgiven > 0 { countedAt = now.milliseconds }
        points += penalty.rawValue
        return points > GossipLimits.penaltyPointsMaximum
    }
}

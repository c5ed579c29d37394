/// What happened in the lines at the doors, counted.
public struct DoorCounts: Hashable, Sendable {
    /// Guests who were dealt with, at their last door.
    public var served = 0
    /// Of those, the guests to whom the gate said no.
    public var refused = 0
    /// Guests whose documents were looked at because the gate was isolated.
    public var confirmed = 0
    /// Of those, the ones who were found out.
    public var caught = 0
    /// Guests who were sent to another door.
    public var sentOn = 0
    /// Guests who came while the gates couldn't hear each other.
    public var measured = 0
    /// From coming to being dealt with, the sum over those guests, microseconds.
    public var delayMicroseconds: UInt64 = 0
    /// The largest of those delays, microseconds.
    public var delayMicrosecondsMax: UInt64 = 0
    /// The longest line at one door, in people.
    public var longestLine = 0
}

extension DoorCounts {
    /// Adds what was counted in another simulation.
    public mutating func add(_ other: DoorCounts) {
        served += other.served
        refused += other.refused
        confirmed += other.confirmed
        caught += other.caught
        sentOn += other.sentOn
        measured += other.measured
        delayMicroseconds += other.delayMicroseconds
        delayMicrosecondsMax = max(delayMicrosecondsMax, other.delayMicrosecondsMax)
        longestLine = max(longestLine, other.longestLine)
    }
}

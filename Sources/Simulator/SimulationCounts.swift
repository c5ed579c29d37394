/// What happened in a simulation, counted.
public struct SimulationCounts: Hashable, Sendable {
    /// Nothing yet.
    public init() {}

    /// Things that happened at all.
    public var events: UInt64 = 0
    /// Commands that were answered.
    public var answers = 0
    /// What peers refused of each other.
    public var refusals = 0
    /// Faults that took place.
    public var faults = 0
    /// Operations that every replica holds at the end.
    public var operations = 0
    /// Conflicts and notices at the end, by their classes.
    public var conflicts: [String: Int] = [:]
    /// Verdicts that were compared with the naive model.
    public var verdictsCompared = 0
    /// Bytes that went over the network.
    public var bytesSent: UInt64 = 0
    /// Frames that went over the network.
    public var framesSent: UInt64 = 0
    /// From the moment when everything was put right until all held the same, microseconds.
    public var healMicroseconds: UInt64 = 0
    /// What happened in the lines at the doors, where there are any.
    public var doors = DoorCounts()
    /// Simulated time in all, microseconds.
    public var simulatedMicroseconds: UInt64 = 0
}

extension SimulationCounts {
    /// Adds what was counted in another simulation.
    public mutating func add(_ other: SimulationCounts) {
        events += other.events
        answers += other.answers
        refusals += other.refusals
        faults += other.faults
        operations += other.operations
        conflicts.merge(other.conflicts) { $0 + $1 }
        verdictsCompared += other.verdictsCompared
        bytesSent += other.bytesSent
        framesSent += other.framesSent
        healMicroseconds = max(healMicroseconds, other.healMicroseconds)
        doors.add(other.doors)
        simulatedMicroseconds += other.simulatedMicroseconds
    }
}

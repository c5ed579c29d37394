import Replica

extension Simulation {
    /// What a replica knew before a command, for the naive model; nil where it isn't asked.
    struct Knowledge {}

    func knowledge(
        of replica: Replica, for request: CheckinRequest, _ step: PlannedStep
    ) throws -> Knowledge? { nil }

    func compare(
        _ report: VerdictReport, with knowledge: Knowledge?, at node: SimulatedNode
    ) throws {}

    func checkModel() throws {}
}

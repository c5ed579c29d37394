/// The guests who stand at one door, the first of whom is being served.
struct DoorLine {
    private var steps: [PlannedStep] = []
    private var served = 0

    var first: PlannedStep? { served < steps.count ? steps[served] : nil }
    var count: Int { steps.count - served }

    mutating func append(_ step: PlannedStep) { steps.append(step) }
    mutating func removeFirst() { served = min(served + 1, steps.count) }
}

/// Something that happens at one replica while it is alone.
package enum DemoStep: Hashable, Sendable {
    /// Tickets shown at the gate, with the answer that each must get.
    case scan([Scan], isExit: Bool)
    /// The entry of a guest who was let in here is taken back.
    case undo(DemoGuest)
    /// Somebody without a ticket is registered and let in.
    case walkIn(name: String, cpf: String?)
    /// A supervisor lets somebody in against the verdict.
    case override(DemoGuest)
    /// Somebody's enrolment is cancelled.
    case cancel(DemoGuest)

    package struct Scan: Hashable, Sendable {
        package let guest: DemoGuest
        package let wanted: String
    }

    static func enter(_ guests: [DemoGuest], wanted: String = "admitted") -> DemoStep {
        .scan(guests.map { Scan(guest: $0, wanted: wanted) }, isExit: false)
    }

    static func leave(_ guests: [DemoGuest]) -> DemoStep {
        .scan(guests.map { Scan(guest: $0, wanted: "out") }, isExit: true)
    }
}

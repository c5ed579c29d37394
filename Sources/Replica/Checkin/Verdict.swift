internal import CRDT

/// What a gate is told, as a pure function of what is known, the command, and the policy.
enum Verdict: Hashable {
    /// Go.
    case admitted(ReasonCode)
    /// The ticket is inside, or was used.
    case alreadyIn
    /// No.
    case stop(ReasonCode)
    /// Left.
    case out

    /// What is known of a person at a checkpoint.
    struct Situation: Hashable {
        /// Whether anybody was found, and how many.
        var matches: Int
        /// Whether an effective enrolment is held.
        var isEnrolled: Bool
        /// Whether the organisers blocked the person.
        var isBlocked: Bool
        /// Entries that count against another one and that no exit has closed.
        var openEntries: Int
        /// Entries that count against another one; undone ones, and with a policy for each day those
        /// of other days, are left out.
        var entries: Int
        var policy: AdmissionPolicy
        /// Why the checkpoint lets nobody like this person in now; nil where it does.
        var closedBy: ReasonCode?
        var isExit: Bool
        /// Whether a supervisor forces it.
        var isOverridden: Bool
    }

    init(_ situation: Situation) {
        guard situation.matches == 1 else {
            self = .stop(situation.matches == 0 ? .unknownTicket : .ambiguous)
            return
        }
        if situation.isExit {
            self = .out
            return
        }
        let refusal = Self.refusal(situation)
        switch refusal {
        case nil: self = .admitted(.ok)
        case .some where situation.isOverridden: self = .admitted(.override)
        case .some(.alreadyRedeemed): self = .alreadyIn
        case .some(let reason): self = .stop(reason)
        }
    }

    private static func refusal(_ situation: Situation) -> ReasonCode? {
        if situation.isBlocked { return .blocked }
        if !situation.isEnrolled { return .canceled }
        if let reason = situation.closedBy, situation.openEntries == 0 { return reason }
        switch situation.policy {
        case .reentry, .perActivity: return situation.openEntries > 0 ? .alreadyRedeemed : nil
        case .single, .daily: return situation.entries > 0 ? .alreadyRedeemed : nil
        }
    }

    /// The word that programs see.
    var word: String {
        switch self {
        case .admitted: "admitted"
        case .alreadyIn: "already_in"
        case .stop: "stop"
        case .out: "out"
        }
    }

    var reason: ReasonCode {
        switch self {
        case .admitted(let reason), .stop(let reason): reason
        case .alreadyIn: .alreadyRedeemed
        case .out: .ok
        }
    }
}

/// Why a verdict was what it was, in the ticketing field's terms.
public enum ReasonCode: UInt8, Hashable, Sendable, CaseIterable {
    /// Nothing speaks against it.
    case ok = 0
    /// The ticket was used already.
    case alreadyRedeemed = 1
    /// The code is malformed or belongs to another event.
    case invalid = 2
    /// A newer ticket replaced this one.
    case revoked = 3
    /// The enrolment was cancelled.
    case canceled = 4
    /// The person is blocked by the organisers.
    case blocked = 5
    /// Outside the opening times.
    case invalidTime = 6
    /// Wrong checkpoint or category.
    case product = 7
    /// A rule of the event forbids it.
    case rules = 8
    /// The text fits several people.
    case ambiguous = 9
    /// Nobody here has this code.
    case unknownTicket = 10
    /// The event or the checkpoint is full.
    case capacity = 11
    /// A supervisor decided otherwise.
    case override = 12

    /// The word that programs see.
    public var code: String {
        switch self {
        case .ok: "ok"
        case .alreadyRedeemed: "already_redeemed"
        case .invalid: "invalid"
        case .revoked: "revoked"
        case .canceled: "canceled"
        case .blocked: "blocked"
        case .invalidTime: "invalid_time"
        case .product: "product"
        case .rules: "rules"
        case .ambiguous: "ambiguous"
        case .unknownTicket: "unknown_ticket"
        case .capacity: "capacity"
        case .override: "override"
        }
    }
}

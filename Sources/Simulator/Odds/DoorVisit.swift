/// Somebody who comes to a door with a ticket.
struct DoorVisit: Hashable, Sendable {
    /// The ticket's number.
    var ticket: Int
    var bearer: Bearer
    /// Whether the gate's replica is asked.
    ///
    /// It needn't be for a ticket that is shown only once, which can't be admitted twice: whoever
    /// has it only takes a turn in the line.
    var isScanned: Bool
    /// Whether its delay counts: the guest came while the gates couldn't hear each other.
    var isMeasured: Bool
    /// What the guest does after going in; nil for staying.
    var outing: Outing?
    /// When the guest came to the first door; nil before that.
    var cameAt: UInt64?

    /// Who has the ticket.
    enum Bearer: Hashable, Sendable {
        /// The guest whom it was made out to.
        case holder
        /// Somebody to whom the ticket, or a picture of it, was passed on.
        case stranger
        /// The guest again, who had gone out.
        case returning
    }

    /// A guest who goes out by the same door and comes back by another.
    struct Outing: Hashable, Sendable {
        var insideMicroseconds: UInt64
        var awayMicroseconds: UInt64
        /// The replica at the door of the return.
        var gate: Int
    }

    /// What the staff do with whoever is first in line.
    enum Treatment: Hashable, Sendable {
        /// The ticket is scanned.
        case scan
        /// A document is looked at and found right, then the ticket is scanned.
        case confirm
        /// A document is looked at, and it is somebody else's.
        case catching
        /// The ticket is another gate's.
        case sendOn(to: Int)
    }
}

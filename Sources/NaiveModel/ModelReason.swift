/// The reasons that something is concluded from, or that a verdict gives; the format's numbers.
package enum ModelReason: UInt8, Hashable, Sendable {
    case ok = 0
    case alreadyRedeemed = 1
    case canceled = 4
    case blocked = 5
    case unknownTicket = 10
    case override = 12
}

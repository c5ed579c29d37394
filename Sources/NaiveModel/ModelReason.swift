/// The reasons that something is concluded from, or that a verdict gives; the format's numbers.
package enum ModelReason: UInt8, Hashable, Sendable {
    case ok = 0
    case alreadyRedeemed = 1
    case canceled = 4
    case blocked = 5
    case invalidTime = 6
    case product = 7
    case rules = 8
    case unknownTicket = 10
    case capacity = 11
    case override = 12
}

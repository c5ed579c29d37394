/// Why the relay refused a command.
package enum RelayError: Error, Sendable, Hashable {
    case stopped
    case unknownLink(String)
    case linkExists(String)
    case tooManyLinks(limit: Int)
    /// The target's port is not one that can be connected to.
    case invalidPort(Int)
    /// No listening port could be opened on loopback.
    case listenFailed(reason: String)
    /// A share of frames that is not within 0...1.
    case invalidRate(Double)
    case invalidWindow(frames: Int, limit: Int)
    case invalidDelay(milliseconds: Int, limit: Int)
    case invalidSpeed(bytesPerSecond: Int, limit: Int)
}

extension RelayError: CustomStringConvertible {
    /// One sentence: what was wrong, with what, and what to do.
    package var description: String {
        switch self {
        case .stopped:
            "The relay has stopped; start another one."
        case .unknownLink(let name):
            "The relay has no link named \(name); add it first."
        case .linkExists(let name):
            "The relay already has a link named \(name); choose another name."
        case .tooManyLinks(let limit):
            "The relay already has \(limit) links, which is its limit; start a second relay."
        case .invalidPort(let port):
            "A link cannot lead to port \(port); choose one of 1...65535."
        case .listenFailed(let reason):
            "The relay could not listen on loopback: \(reason); close other listeners."
        case .invalidRate(let rate):
            "A rate of \(rate) is not a share of frames; choose one of 0...1."
        case .invalidWindow(let frames, let limit):
            "A window of \(frames) frames cannot be kept; choose one of 1...\(limit)."
        case .invalidDelay(let milliseconds, let limit):
            "A delay of \(milliseconds) ms cannot be kept; choose one of 0...\(limit)."
        case .invalidSpeed(let bytesPerSecond, let limit):
            "A speed of \(bytesPerSecond) bytes/s cannot be kept; choose one of 1...\(limit)."
        }
    }
}

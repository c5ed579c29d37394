/// How one direction of a link misbehaves; the initial value is a perfect line.
package struct LinkFaults: Sendable, Equatable {
    /// Nothing passes; what is sent waits.
    package var isBlocked = false
    package var delayMilliseconds = 0
    /// A uniformly drawn share of this is added to the delay of each chunk; bytes keep their order.
    package var jitterMilliseconds = 0
    /// The share of frames that vanish, 0...1.
    package var dropRate = 0.0
    /// The share of frames that arrive twice in a row, 0...1.
    package var duplicateRate = 0.0
    /// The share of frames that later ones overtake, 0...1.
    package var reorderRate = 0.0
    /// By how many frames at most a held frame is overtaken, and how many are held at once.
    package var reorderWindowFrames = 1
    /// Shared by all connections of the link in this direction; nil is unlimited.
    package var bytesPerSecond: Int?

    package init() {}
}

extension LinkFaults {
    static func checkRate(_ rate: Double) throws(RelayError) {
        guard rate >= 0, rate <= 1 else { throw .invalidRate(rate) }
    }

    static func checkWindow(frames: Int) throws(RelayError) {
        let limit = RelayLimits.reorderWindowFramesMax
        guard 1...limit ~= frames else { throw .invalidWindow(frames: frames, limit: limit) }
    }

    static func checkDelay(milliseconds: Int) throws(RelayError) {
        let limit = RelayLimits.delayMillisecondsMax
        guard 0...limit ~= milliseconds else {
            throw .invalidDelay(milliseconds: milliseconds, limit: limit)
        }
    }

    static func checkSpeed(bytesPerSecond: Int?) throws(RelayError) {
        let limit = RelayLimits.bytesPerSecondMax
        guard let bytesPerSecond, !(1...limit ~= bytesPerSecond) else { return }
        throw .invalidSpeed(bytesPerSecond: bytesPerSecond, limit: limit)
    }
}

import Gossip
import Randomness

/// The network between the machines: who hears whom, how fast, and what gets lost.
///
/// Frames, not bytes, are its unit: the protocol must bear the loss, the doubling and the
/// overtaking of whole frames.
struct SimulatedNetwork: Sendable {
    let quality: LinkQuality
    private(set) var links: [Int: SimulatedLink] = [:]
    private var nextLink = 0
    private var generator: SeededGenerator
    /// The sides of each partition that holds, by its name.
    private var partitions: [Int: (sides: UInt64, isSilent: Bool)] = [:]
    private var oneWays: [Int: (from: Int, to: Int)] = [:]
    private var rates: [Int: (node: Int, bytesPerMillisecond: Int)] = [:]
    private var corruptions: [Int: (node: Int, percent: Int)] = [:]
    /// Bytes that were sent, in frames that arrived or not.
    private(set) var bytesSent: UInt64 = 0
    private(set) var framesSent: UInt64 = 0

    init(quality: LinkQuality, seed: UInt64) {
        self.quality = quality
        generator = SeededGenerator(seed: seed)
    }

    // MARK: - Faults

    mutating func partition(_ id: Int, sides: UInt64, isSilent: Bool) {
        partitions[id] = (sides, isSilent)
    }
    mutating func block(_ id: Int, from: Int, to: Int) { oneWays[id] = (from, to) }
    mutating func slow(_ id: Int, node: Int, bytesPerMillisecond: Int) {
        rates[id] = (node, bytesPerMillisecond)
    }

    mutating func corrupt(_ id: Int, node: Int, percent: Int) {
        corruptions[id] = (node, percent)
    }

    /// Ends a partition, a blocked direction, a slow phase or a phase of flipped bits.
    mutating func end(_ id: Int) {
        partitions[id] = nil
        oneWays[id] = nil
        rates[id] = nil
        corruptions[id] = nil
    }

    mutating func heal() {
        partitions = [:]
        oneWays = [:]
        rates = [:]
        corruptions = [:]
    }

    /// Flips a bit of a frame where the machine's frames suffer that.
    mutating func corrupt(_ frame: inout [UInt8], from place: LinkEnd) {
        guard !corruptions.isEmpty, !frame.isEmpty, let link = links[place.link] else { return }
        let node = link.ends[place.end].node
        let percent = corruptions.values.filter { $0.node == node }.map(\.percent).max() ?? 0
        guard percent > 0, generator.chance(percent: percent) else { return }
        frame[generator.below(frame.count)] ^= 1 << UInt8(generator.below(8))
    }

    /// Whether frames from one machine reach another.
    func reaches(_ from: Int, _ to: Int) -> Bool {
        let isApart = partitions.values.contains { partition in
            (partition.sides >> UInt64(from & 63) ^ partition.sides >> UInt64(to & 63)) & 1 == 1
        }
        guard !isApart else { return false }
        return !oneWays.values.contains { $0.from == from && $0.to == to }
    }

    /// The links that a partition which isn't silent cuts: both ends are told.
    func cutLinks() -> [Int] {
        links.keys.sorted().filter { index in
            guard let link = links[index] else { return false }
            let (one, other) = (UInt64(link.ends[0].node & 63), UInt64(link.ends[1].node & 63))
            return partitions.values.contains { partition in
                !partition.isSilent && (partition.sides >> one ^ partition.sides >> other) & 1 == 1
            }
        }
    }

    private func rate(_ one: Int, _ other: Int) -> Int {
        let limits = rates.values.filter { $0.node == one || $0.node == other }
        return max(1, limits.map(\.bytesPerMillisecond).min() ?? quality.bytesPerMillisecond)
    }

    // MARK: - Links

    mutating func open(_ one: SimulatedLink.End, _ other: SimulatedLink.End) -> Int {
        nextLink += 1
        links[nextLink] = SimulatedLink(ends: [one, other])
        return nextLink
    }

    mutating func close(_ link: Int) { links[link] = nil }

    /// How long a small frame takes now, microseconds.
    mutating func latency() -> UInt64 {
        let range = quality.latencyMicroseconds
        return UInt64(range.lowerBound + generator.below(range.count))
    }

    /// What becomes of a frame.
    struct Delivery: Sendable {
        /// When its last byte is through the line.
        var writtenAt: UInt64
        /// When it arrives; none if it is lost, two if it comes twice.
        var arrivals: [UInt64]
    }

    /// Puts a frame on the line.
    mutating func send(_ place: LinkEnd, bytes: Int, now: UInt64) -> Delivery {
        guard var link = links[place.link] else { return Delivery(writtenAt: now, arrivals: []) }
        let (from, to) = (link.ends[place.end].node, link.ends[1 - place.end].node)
        bytesSent += UInt64(bytes)
        framesSent += 1
        let duration = UInt64(bytes * 1_000 / rate(from, to))
        let writtenAt = max(link.ends[place.end].busyUntil, now) + duration
        let arrival = writtenAt + latency()
        link.ends[place.end].busyUntil = writtenAt
        let isLost = hits(quality.lossPerTenThousand) || !reaches(from, to)
        let isHeld = hits(quality.reorderPerTenThousand)
        let isDouble = hits(quality.duplicatePerTenThousand)
        var arrivals: [UInt64] = []
        if !isLost {
            let ordered = max(arrival, link.ends[place.end].lastArrival + 1)
            // One that is held is overtaken by what follows.
            if !isHeld { link.ends[place.end].lastArrival = ordered }
            arrivals.append(isHeld ? ordered + 60_000 : ordered)
            if isDouble { arrivals.append(ordered + 20_000) }
        }
        links[place.link] = link
        return Delivery(writtenAt: writtenAt, arrivals: arrivals)
    }

    private mutating func hits(_ perTenThousand: Int) -> Bool {
        perTenThousand > 0 && generator.below(10_000) < perTenThousand
    }
}

package import NIOCore
import Randomness

/// The bytes under way in one direction of one connection: first in, first out, each with its time.
///
/// A core without input, output or clock: when a chunk is due is computed from the faults at the
/// moment of asking, so that a shorter delay frees what already waits.
package struct DelayLine {
    /// What the holder of the line does next.
    package enum Step {
        case send(ByteBuffer)
        /// Nothing to do before then, if the faults stay as they are.
        case wait(until: NIODeadline)
        /// Everything was sent, and the sender's end of stream is due.
        case finish
        case empty
    }

    private struct Chunk {
        var bytes: ByteBuffer
        let arrival: NIODeadline
        /// The share of the jitter that this chunk suffers, 0..<1.
        let jitterShare: Double
    }

    private var chunks = CircularBuffer<Chunk>()
    private var slot: LinkPacer.Slot?
    private var endArrival: NIODeadline?
    private var generator: SeededGenerator

    package private(set) var queuedBytes = 0
    package var queuedChunks: Int { chunks.count }

    package init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// Appends what has just been read; nothing may follow an end of stream.
    package mutating func append(_ bytes: ByteBuffer, now: NIODeadline) {
        guard bytes.readableBytes > 0, endArrival == nil else { return }
        queuedBytes += bytes.readableBytes
        chunks.append(
            Chunk(bytes: bytes, arrival: now, jitterShare: generator.nextShare()))
    }

    /// Puts the end of the stream behind everything that waits.
    package mutating func end(now: NIODeadline) {
        guard endArrival == nil else { return }
        endArrival = now
    }

    /// Forgets everything, because nobody is left to receive it.
    package mutating func discard() {
        chunks.removeAll()
        queuedBytes = 0
        slot = nil
    }

    package mutating func next(
        now: NIODeadline, faults: LinkFaults, pacer: inout LinkPacer
    ) -> Step {
        guard let head = chunks.first else {
            guard let endArrival else { return .empty }
            let due = Self.due(arrival: endArrival, jitterShare: 0, faults: faults)
            return due > now ? .wait(until: due) : .finish
        }
        let due = Self.due(arrival: head.arrival, jitterShare: head.jitterShare, faults: faults)
        guard due <= now else { return .wait(until: due) }
        guard let bytesPerSecond = faults.bytesPerSecond else {
            slot = nil
            return .send(take(head.bytes.readableBytes))
        }
        let slot = reservedSlot(
            wanted: head.bytes.readableBytes, bytesPerSecond: bytesPerSecond, now: now,
            pacer: &pacer)
        guard slot.begins <= now else { return .wait(until: slot.begins) }
        self.slot = nil
        return .send(take(slot.bytes))
    }

    private mutating func reservedSlot(
        wanted: Int, bytesPerSecond: Int, now: NIODeadline, pacer: inout LinkPacer
    ) -> LinkPacer.Slot {
        if let slot, pacer.holds(slot) { return slot }
        let reserved = pacer.reserve(wanted: wanted, bytesPerSecond: bytesPerSecond, now: now)
        slot = reserved
        return reserved
    }

    /// Removes up to so many bytes of the first chunk.
    private mutating func take(_ count: Int) -> ByteBuffer {
        guard var head = chunks.popFirst() else { return ByteBuffer() }
        let taken = min(count, head.bytes.readableBytes)
        queuedBytes -= taken
        guard taken < head.bytes.readableBytes, let slice = head.bytes.readSlice(length: taken)
        else { return head.bytes }
        chunks.prepend(head)
        return slice
    }

    private static func due(
        arrival: NIODeadline, jitterShare: Double, faults: LinkFaults
    ) -> NIODeadline {
        let jitterNanoseconds = Double(faults.jitterMilliseconds) * 1_000_000 * jitterShare
        return arrival + .milliseconds(Int64(faults.delayMilliseconds))
            + .nanoseconds(Int64(jitterNanoseconds))
    }
}

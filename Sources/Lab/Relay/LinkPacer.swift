package import NIOCore

/// Shares the speed of one direction of a link among its connections, first come, first served.
///
/// A connection reserves a slot of a few bytes and sends them when the slot begins; the next slot
/// begins when those bytes have passed at the given speed. Time is a parameter.
package struct LinkPacer: Sendable {
    /// The right to send so many bytes from a moment on.
    package struct Slot: Sendable, Equatable {
        package let begins: NIODeadline
        package let bytes: Int
        package let generation: UInt64
    }

    /// A slot is about so long, so that a limited link flows evenly and a change is felt soon.
    private static let slotsPerSecond = 50

    private var isFreeAt = NIODeadline.uptimeNanoseconds(0)
    private var generation: UInt64 = 0

    package init() {}

    /// Forgets all reservations, because the speed changed.
    package mutating func reset() {
        generation += 1
        isFreeAt = .uptimeNanoseconds(0)
    }

    /// The next free slot, for at most `wanted` bytes.
    package mutating func reserve(
        wanted: Int, bytesPerSecond: Int, now: NIODeadline
    ) -> Slot {
        let bytes = max(1, min(wanted, bytesPerSecond / Self.slotsPerSecond))
        let begins = max(now, isFreeAt)
        // A chunk is a few MiB at most: times 10^9 it stays far from the end of Int64.
        isFreeAt = begins + .nanoseconds(Int64(bytes) * 1_000_000_000 / Int64(bytesPerSecond))
        return Slot(begins: begins, bytes: bytes, generation: generation)
    }

    /// Whether the slot was reserved at the present speed.
    package func holds(_ slot: Slot) -> Bool {
        slot.generation == generation
    }
}

package import NIOCore
import Randomness

/// Drops, duplicates and holds back whole frames of one direction of one connection.
///
/// A frame is a 4-byte big-endian length N, then N payload bytes. Its fate is decided when its
/// length is known: a frame that passes flows on at once, however slowly the rest arrives; only
/// copies and held frames are buffered. A length out of bounds makes the rest of the stream opaque:
/// it passes untouched. A core without input, output or clock.
///
/// Every frame costs the same number of draws, so that the fate of the n-th frame depends only on
/// the seed and on the rates at that moment.
package struct FrameSieve {
    private enum Phase {
        case header
        case passing(remaining: Int, isCopied: Bool)
        case swallowing(remaining: Int)
        case holding(remaining: Int, copies: Int, overtakers: Int)
        case opaque
    }

    private enum Fate {
        case drop
        case pass(isCopied: Bool)
        case hold(copies: Int, overtakers: Int)
    }

    private struct HeldFrame {
        let bytes: ByteBuffer
        let copies: Int
        /// How many frames have still to pass before this one.
        var overtakers: Int
        var isOvertaken = false
        let releasedAt: NIODeadline
    }

    private var phase = Phase.header
    /// The header so far, or all of a frame that is being held or copied.
    private var partial = ByteBuffer()
    /// In the order of arrival.
    private var held: [HeldFrame] = []
    private var generator: SeededGenerator

    package init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// The bytes that this keeps back now.
    package var heldBytes: Int {
        held.reduce(partial.readableBytes) { $0 + $1.bytes.readableBytes }
    }

    /// When a held frame goes on even if nothing overtakes it; nil in the middle of a frame.
    package var nextRelease: NIODeadline? {
        if case .passing = phase { return nil }
        return held.first?.releasedAt
    }

    /// Takes what was read and returns what goes on now.
    package mutating func receive(
        _ input: ByteBuffer, faults: LinkFaults, now: NIODeadline,
        statistics: inout DirectionStatistics
    ) -> ByteBuffer {
        var input = input
        // A fresh buffer, because a slice would keep all of the read buffer alive.
        var output = ByteBuffer()
        output.reserveCapacity(input.readableBytes)
        while input.readableBytes > 0 {
            switch phase {
            case .header:
                readHeader(&input, into: &output, faults: faults, statistics: &statistics)
            case .passing(let remaining, let isCopied):
                pass(
                    &input, remaining: remaining, isCopied: isCopied, into: &output,
                    statistics: &statistics)
            case .swallowing(let remaining):
                let count = min(remaining, input.readableBytes)
                input.moveReaderIndex(forwardBy: count)
                phase = count == remaining ? .header : .swallowing(remaining: remaining - count)
            case .holding(let remaining, let copies, let overtakers):
                hold(
                    &input, remaining: remaining, copies: copies, overtakers: overtakers, now: now)
            case .opaque:
                output.writeBuffer(&input)
            }
        }
        return output
    }

    /// What goes on because it was held for long enough, or because nothing is held any more.
    package mutating func release(
        faults: LinkFaults, now: NIODeadline, statistics: inout DirectionStatistics
    ) -> ByteBuffer {
        var output = ByteBuffer()
        if case .passing = phase { return output }
        let isHolding = faults.reorderRate > 0
        emitHeld(into: &output, statistics: &statistics) { frame in
            !isHolding || frame.releasedAt <= now
        }
        return output
    }

    /// What goes on before the end of the stream; an unfinished frame stays unfinished.
    package mutating func finish(statistics: inout DirectionStatistics) -> ByteBuffer {
        var output = ByteBuffer()
        switch phase {
        case .header, .holding:
            emitHeld(into: &output, statistics: &statistics) { _ in true }
            output.writeBuffer(&partial)
        case .swallowing:
            emitHeld(into: &output, statistics: &statistics) { _ in true }
        case .passing:
            // Held frames would be read as the missing part of the frame that broke off.
            statistics.dropped += held.count
            held = []
        case .opaque:
            break
        }
        partial = ByteBuffer()
        phase = .opaque
        return output
    }
}

extension FrameSieve {
    private mutating func readHeader(
        _ input: inout ByteBuffer, into output: inout ByteBuffer, faults: LinkFaults,
        statistics: inout DirectionStatistics
    ) {
        let missing = RelayLimits.frameHeaderBytes - partial.readableBytes
        guard var bytes = input.readSlice(length: min(missing, input.readableBytes)) else { return }
        partial.writeBuffer(&bytes)
        guard let length = partial.getInteger(at: partial.readerIndex, as: UInt32.self) else {
            return
        }
        guard let payloadBytes = Int(exactly: length),
            1...RelayLimits.payloadBytesMax ~= payloadBytes
        else {
            emitHeld(into: &output, statistics: &statistics) { _ in true }
            output.writeBuffer(&partial)
            partial = ByteBuffer()
            phase = .opaque
            return
        }
        statistics.frames += 1
        begin(
            drawFate(payloadBytes: payloadBytes, faults: faults), payloadBytes: payloadBytes,
            into: &output, statistics: &statistics)
    }

    private mutating func begin(
        _ fate: Fate, payloadBytes: Int, into output: inout ByteBuffer,
        statistics: inout DirectionStatistics
    ) {
        switch fate {
        case .drop:
            statistics.dropped += 1
            partial = ByteBuffer()
            phase = .swallowing(remaining: payloadBytes)
        case .pass(let isCopied):
            output.writeImmutableBuffer(partial)
            if !isCopied { partial = ByteBuffer() }
            phase = .passing(remaining: payloadBytes, isCopied: isCopied)
        case .hold(let copies, let overtakers):
            phase = .holding(remaining: payloadBytes, copies: copies, overtakers: overtakers)
        }
    }

    private mutating func drawFate(payloadBytes: Int, faults: LinkFaults) -> Fate {
        let isDropped = generator.nextShare() < faults.dropRate
        let isCopied = generator.nextShare() < faults.duplicateRate
        let isHeld = generator.nextShare() < faults.reorderRate
        let distanceShare = generator.nextShare()
        guard !isDropped else { return .drop }
        let window = faults.reorderWindowFrames
        let room = RelayLimits.heldBytesMax - heldBytes
        guard isHeld, held.count < window, payloadBytes <= room else {
            return .pass(isCopied: isCopied)
        }
        // The share is below 1, so that the product is below the window.
        let overtakers = 1 + Int(distanceShare * Double(window))
        return .hold(copies: isCopied ? 2 : 1, overtakers: overtakers)
    }

    private mutating func pass(
        _ input: inout ByteBuffer, remaining: Int, isCopied: Bool, into output: inout ByteBuffer,
        statistics: inout DirectionStatistics
    ) {
        let count = min(remaining, input.readableBytes)
        guard let slice = input.readSlice(length: count) else { return }
        output.writeImmutableBuffer(slice)
        if isCopied { partial.writeImmutableBuffer(slice) }
        guard count == remaining else {
            phase = .passing(remaining: remaining - count, isCopied: isCopied)
            return
        }
        if isCopied {
            statistics.duplicated += 1
            output.writeBuffer(&partial)
        }
        partial = ByteBuffer()
        phase = .header
        for index in held.indices {
            held[index].overtakers -= 1
            held[index].isOvertaken = true
        }
        emitHeld(into: &output, statistics: &statistics) { $0.overtakers <= 0 }
    }

    private mutating func hold(
        _ input: inout ByteBuffer, remaining: Int, copies: Int, overtakers: Int, now: NIODeadline
    ) {
        let count = min(remaining, input.readableBytes)
        guard var slice = input.readSlice(length: count) else { return }
        partial.writeBuffer(&slice)
        guard count == remaining else {
            phase = .holding(
                remaining: remaining - count, copies: copies, overtakers: overtakers)
            return
        }
        let releasedAt = now + .milliseconds(Int64(RelayLimits.reorderHoldMillisecondsMax))
        held.append(
            HeldFrame(
                bytes: partial, copies: copies, overtakers: overtakers, releasedAt: releasedAt))
        partial = ByteBuffer()
        phase = .header
    }

    private mutating func emitHeld(
        into output: inout ByteBuffer, statistics: inout DirectionStatistics,
        where isReleased: (HeldFrame) -> Bool
    ) {
        guard !held.isEmpty else { return }
        for frame in held where isReleased(frame) {
            for _ in 0..<frame.copies { output.writeImmutableBuffer(frame.bytes) }
            statistics.duplicated += frame.copies - 1
            statistics.reordered += frame.isOvertaken ? 1 : 0
        }
        held.removeAll(where: isReleased)
    }
}

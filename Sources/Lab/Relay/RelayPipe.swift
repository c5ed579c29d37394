import NIOCore
import Randomness

/// One direction of one connection: reads from the source, misbehaves, writes to the sink.
///
/// Lives on the relay's event loop. What it knows of the link it reads through `link`, so that a
/// command takes effect at the next step.
final class RelayPipe {
    let direction: LinkDirection
    private let link: RelayLink
    /// Alive while this has not finished: the connection finishes its pipes before it goes.
    private unowned let connection: RelayConnection
    private let loop: any EventLoop

    private var source: (any Channel)?
    private var sink: (any Channel)?
    private var sieve: FrameSieve
    private var line: DelayLine
    private var timer: Scheduled<Void>?

    private var inFlightBytes = 0
    private var isReadOutstanding = false
    private var isReadingPaused = false
    private var isPumping = false
    /// The source has ended its stream, or is gone.
    private(set) var hasEnded = false
    /// The source went without ending its stream properly.
    private var endsAbruptly = false
    /// The end was handed on, or nobody is left to hand it to.
    private(set) var isFinished = false

    init(direction: LinkDirection, seed: UInt64, link: RelayLink, connection: RelayConnection) {
        self.direction = direction
        self.link = link
        self.connection = connection
        self.loop = link.loop
        let step: UInt64 = direction == .towardsTarget ? 1 : 2
        sieve = FrameSieve(seed: SeededGenerator.derivedSeed(seed, step, 1))
        line = DelayLine(seed: SeededGenerator.derivedSeed(seed, step, 2))
    }

    func attach(source: any Channel) {
        self.source = source
        requestRead()
    }

    func attach(sink: any Channel) {
        self.sink = sink
        pump()
    }

    func received(_ bytes: ByteBuffer) {
        guard !isFinished, !hasEnded else { return }
        let now = NIODeadline.now()
        let faults = link.faults[direction]
        link.statistics[direction].bytesReceived += bytes.readableBytes
        let passed = sieve.receive(
            bytes, faults: faults, now: now, statistics: &link.statistics[direction])
        line.append(passed, now: now)
        let queued = line.queuedBytes + inFlightBytes
        let peak = link.statistics[direction].queuedBytesPeak
        link.statistics[direction].queuedBytesPeak = max(peak, queued)
    }

    func readCompleted() {
        isReadOutstanding = false
        pump()
    }

    /// The source has ended its stream; `abruptly` if it is gone altogether.
    func ended(abruptly: Bool) {
        guard !hasEnded, !isFinished else { return }
        hasEnded = true
        endsAbruptly = abruptly
        let now = NIODeadline.now()
        line.append(sieve.finish(statistics: &link.statistics[direction]), now: now)
        line.end(now: now)
        pump()
    }

    /// The sink is gone, or all of the connection: nothing moves any more.
    func discard() {
        isFinished = true
        timer?.cancel()
        timer = nil
        line.discard()
    }

    /// Moves what may move now, and arranges to be called when more may.
    func pump() {
        guard !isPumping, !isFinished else { return }
        timer?.cancel()
        timer = nil
        defer { requestRead() }
        guard let sink, !link.isBlocked(direction) else { return }
        isPumping = true
        let step = move(to: sink)
        isPumping = false
        switch step {
        case .send, .empty:
            schedule(at: sieve.nextRelease)
        case .wait(let until):
            schedule(at: min(until, sieve.nextRelease ?? until))
        case .finish:
            finish(sink)
        }
    }

    /// Writes until the line has nothing due, or enough is under way to the kernel.
    private func move(to sink: any Channel) -> DelayLine.Step {
        let now = NIODeadline.now()
        let faults = link.faults[direction]
        let released = sieve.release(
            faults: faults, now: now, statistics: &link.statistics[direction])
        line.append(released, now: now)
        while inFlightBytes < RelayLimits.inFlightBytesMax, !isFinished {
            let step = line.next(now: now, faults: faults, pacer: &link.pacers[direction])
            guard case .send(let bytes) = step else { return step }
            write(bytes, to: sink)
        }
        return .empty
    }

    private func write(_ bytes: ByteBuffer, to sink: any Channel) {
        let count = bytes.readableBytes
        inFlightBytes += count
        sink.writeAndFlush(bytes).assumeIsolated().whenComplete { result in
            self.inFlightBytes -= count
            guard case .success = result else { return }
            self.link.statistics[self.direction].bytesForwarded += count
            self.pump()
        }
    }

    private func finish(_ sink: any Channel) {
        // The last write's completion calls again: the end must not overtake it. A reset may still
        // overtake what only the kernel holds, as it does on a real line.
        guard inFlightBytes == 0 else { return }
        isFinished = true
        if endsAbruptly {
            RelayConnection.reset(sink)
        } else {
            sink.close(mode: .output, promise: nil)
        }
        connection.pipeFinished()
    }

    private func schedule(at deadline: NIODeadline?) {
        guard let deadline else { return }
        timer = loop.assumeIsolated().scheduleTask(deadline: deadline) {
            self.timer = nil
            self.pump()
        }
    }

    /// Reads on while there is room: each read is asked for, so that memory stays bounded.
    private func requestRead() {
        guard let source, !isReadOutstanding, !hasEnded, !isFinished else { return }
        let isFull =
            line.queuedBytes + inFlightBytes > RelayLimits.queuedBytesMax
            || line.queuedChunks > RelayLimits.queuedChunksMax
        if isFull, !isReadingPaused { link.statistics[direction].readingPauses += 1 }
        isReadingPaused = isFull
        guard !isFull else { return }
        isReadOutstanding = true
        source.read()
    }
}

import Lab
import NIOCore
import Testing

@Suite("DelayLine and LinkPacer")
struct DelayLineTests {
    private static let now = NIODeadline.uptimeNanoseconds(1_000_000_000)

    @Test("chunks are due in order, and the end behind them")
    func keepsOrder() {
        var faults = LinkFaults()
        faults.delayMilliseconds = 10
        var pacer = LinkPacer()
        var line = DelayLine(seed: 1)
        line.append(ByteBuffer(bytes: [1, 2]), now: Self.now)
        line.append(ByteBuffer(bytes: [3]), now: Self.now + .milliseconds(4))
        line.end(now: Self.now + .milliseconds(5))
        #expect(line.queuedBytes == 3)

        var times: [Int64] = []
        var bytes: [UInt8] = []
        var now = Self.now
        loop: for _ in 0..<20 {
            switch line.next(now: now, faults: faults, pacer: &pacer) {
            case .send(let chunk): bytes.append(contentsOf: chunk.readableBytesView)
            case .wait(let until):
                #expect(until > now)
                now = until
                times.append((until - Self.now).nanoseconds / 1_000_000)
            case .finish: break loop
            case .empty: Issue.record("the end was lost")
            }
        }
        #expect(bytes == [1, 2, 3])
        #expect(times == [10, 14, 15])
        #expect(line.queuedBytes == 0)
    }

    @Test("a shorter delay frees what already waits")
    func followsFaults() {
        var faults = LinkFaults()
        faults.delayMilliseconds = 1_000
        faults.jitterMilliseconds = 1_000
        var pacer = LinkPacer()
        var line = DelayLine(seed: 1)
        line.append(ByteBuffer(bytes: [1]), now: Self.now)
        guard case .wait(let until) = line.next(now: Self.now, faults: faults, pacer: &pacer)
        else {
            Issue.record("nothing held the chunk back")
            return
        }
        #expect(until >= Self.now + .milliseconds(1_000))
        #expect(until < Self.now + .milliseconds(2_000))
        guard case .send = line.next(now: Self.now, faults: LinkFaults(), pacer: &pacer) else {
            Issue.record("the chunk still waits")
            return
        }
    }

    @Test("two lines share a speed evenly, and take as long as the bytes take")
    func sharesSpeed() {
        var faults = LinkFaults()
        faults.bytesPerSecond = 10_000
        var pacer = LinkPacer()
        var lines = [DelayLine(seed: 1), DelayLine(seed: 2)]
        for index in lines.indices {
            lines[index].append(ByteBuffer(repeating: 0, count: 5_000), now: Self.now)
        }
        var sent = [0, 0]
        var unevennessMax = 0
        var elapsed: Int64 = 0
        while sent != [5_000, 5_000], elapsed < 5_000 {
            let now = Self.now + .milliseconds(elapsed)
            for index in lines.indices {
                while case .send(let chunk) = lines[index].next(
                    now: now, faults: faults, pacer: &pacer)
                { sent[index] += chunk.readableBytes }
            }
            unevennessMax = max(unevennessMax, abs(sent[0] - sent[1]))
            elapsed += 1
        }
        #expect(sent == [5_000, 5_000])
        #expect((900...1_000).contains(elapsed))
        // A slot is 200 bytes: one line may be ahead by the slot it uses and the one it reserved.
        #expect(unevennessMax <= 400)
    }

    @Test("a new speed forgets the slots of the old one")
    func resetsSlots() {
        var faults = LinkFaults()
        faults.bytesPerSecond = 1
        var pacer = LinkPacer()
        var line = DelayLine(seed: 1)
        line.append(ByteBuffer(repeating: 0, count: 100), now: Self.now)
        guard case .send(let first) = line.next(now: Self.now, faults: faults, pacer: &pacer),
            case .wait = line.next(now: Self.now, faults: faults, pacer: &pacer)
        else {
            Issue.record("a byte a second lets one byte pass at once")
            return
        }
        #expect(first.readableBytes == 1)
        faults.bytesPerSecond = 1_000_000
        pacer.reset()
        guard case .send(let rest) = line.next(now: Self.now, faults: faults, pacer: &pacer) else {
            Issue.record("the old slot still holds")
            return
        }
        #expect(rest.readableBytes == 99)
    }
}

import NIOCore

/// Collects what arrives on one channel, or echoes it, and answers who waits for it.
final class LoopbackInbox: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    enum Goal {
        case bytes(Int)
        case end
    }

    struct TimedOut: Error {
        let receivedCount: Int
    }

    /// Far above what any test needs, far below the suite's own limit.
    private static let patience = TimeAmount.seconds(25)

    private let loop: any EventLoop
    private let isEchoing: Bool
    private var bytes: [UInt8] = []
    private var hasEnded = false
    private var waiters: [(goal: Goal, promise: EventLoopPromise<[UInt8]>)] = []

    init(loop: any EventLoop, isEchoing: Bool) {
        self.loop = loop
        self.isEchoing = isEchoing
    }

    var receivedCount: Int { bytes.count }

    func wait(_ goal: Goal) -> EventLoopFuture<[UInt8]> {
        let promise = loop.makePromise(of: [UInt8].self)
        waiters.append((goal, promise))
        let timeout = loop.assumeIsolated().scheduleTask(in: Self.patience) {
            promise.fail(TimedOut(receivedCount: self.bytes.count))
        }
        promise.futureResult.whenComplete { _ in timeout.cancel() }
        answer()
        return promise.futureResult
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        bytes.append(contentsOf: buffer.readableBytesView)
        if isEchoing { context.writeAndFlush(wrapOutboundOut(buffer), promise: nil) }
        answer()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard let event = event as? ChannelEvent, case .inputClosed = event else { return }
        end()
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func end() {
        hasEnded = true
        answer()
    }

    private func answer() {
        waiters.removeAll { goal, promise in
            let isReached =
                switch goal {
                case .bytes(let count): bytes.count >= count
                case .end: hasEnded
                }
            if isReached {
                promise.succeed(bytes)
            } else if hasEnded {
                promise.fail(TimedOut(receivedCount: bytes.count))
            }
            return isReached || hasEnded
        }
    }
}

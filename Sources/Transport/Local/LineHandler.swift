import NIOCore

/// One client of a ``LineServer``.
final class LineHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let clients: ClientCount
    private let handler: LineServer.Handler
    private var splitter = LineSplitter(bytesMaximum: LineLimits.lineBytesMaximum)
    /// Answers that wait for an earlier one, by the number of the request.
    private var answers: [UInt64: [UInt8]] = [:]
    private var asked: UInt64 = 0
    private var answered: UInt64 = 0
    private var isCounted = false
    private var isReading = false
    private var hasEnded = false

    init(clients: ClientCount, answer handler: @escaping LineServer.Handler) {
        self.clients = clients
        self.handler = handler
    }

    func channelActive(context: ChannelHandlerContext) {
        isCounted = clients.enter()
        guard isCounted else { return context.close(promise: nil) }
        readMore(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        if isCounted { clients.leave() }
        isCounted = false
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        splitter.add(unwrapInboundIn(data).readableBytesView)
        takeLines(context)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        readMore(context)
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private var inFlight: UInt64 { asked - answered }

    private func readMore(_ context: ChannelHandlerContext) {
        guard !isReading, !splitter.hasLine, !hasEnded,
            inFlight < UInt64(LineLimits.requestsInFlightMaximum)
        else { return }
        isReading = true
        context.read()
    }

    private func takeLines(_ context: ChannelHandlerContext) {
        while !hasEnded, inFlight < UInt64(LineLimits.requestsInFlightMaximum),
            let line = splitter.next()
        {
            guard case .line(let bytes) = line else {
                // Nobody of ours sends such lines.
                hasEnded = true
                context.close(promise: nil)
                return
            }
            ask(bytes, context)
        }
    }

    private func ask(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
        let number = asked
        asked += 1
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        let loop = context.eventLoop
        handler(bytes) { answer in
            loop.execute {
                let (handler, context) = bound.value
                handler.receive(answer, for: number, context)
            }
        }
    }

    private func receive(_ answer: [UInt8], for number: UInt64, _ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        answers[number] = answer
        var buffer = context.channel.allocator.buffer(capacity: answer.count + 1)
        while let next = answers.removeValue(forKey: answered) {
            answered += 1
            buffer.writeBytes(next)
            buffer.writeInteger(UInt8(ascii: "\n"))
        }
        if buffer.readableBytes > 0 {
            context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
        }
        takeLines(context)
        readMore(context)
    }
}

public import Gossip
public import NIOCore
import NIOPosix

/// Sends a request to join to a replica and brings its answer: one frame each way.
public struct JoinClient: Sendable {
    /// How long the whole exchange may take.
    public var timeout: Duration = .seconds(10)
    /// Whether the request may leave this machine although it isn't encrypted.
    public var allowInsecureNetwork = false
    /// Puts handlers in front of the protocol: TLS, say; the flag is true, as this side dials.
    public var configurePipeline: (@Sendable (any Channel, Bool) throws -> Void)?

    /// A client with the usual limits.
    public init() {}

    /// Asks a replica.
    ///
    /// - Parameter request: opaque to this layer; below 64 KiB.
    /// - Returns: the answer, opaque too; no bytes where the replica answers nobody.
    /// - Throws: ``TransportError``.
    public func request(_ request: [UInt8], at address: PeerAddress) async throws -> [UInt8] {
        try NetworkPolicy.check(address, allowInsecureNetwork: allowInsecureNetwork)
        guard request.count < GossipLimits.joinFrameBytesMaximum else {
            throw TransportError(.tooLong, "A request to join is longer than 64 KiB.")
        }
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let promise = loop.makePromise(of: [UInt8].self)
        let configurePipeline = configurePipeline
        let connecting = ClientBootstrap(group: loop)
            .connectTimeout(NodeTimes.connecting)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try configurePipeline?(channel, true)
                    try channel.pipeline.syncOperations.addHandler(
                        JoinHandler(request: request, promise: promise))
                }
            }
            .connect(host: address.host, port: Int(address.port))
        let milliseconds = timeout / .milliseconds(1)
        let late = loop.scheduleTask(in: .milliseconds(Int64(min(max(milliseconds, 1), 1e9)))) {
            promise.fail(
                TransportError(.timedOut, "\(address) didn't answer the request to join in time."))
        }
        connecting.whenFailure { error in
            promise.fail(
                TransportError(
                    .cannotConnect, "\(address) can't be reached (\(error)): is it running?"))
        }
        promise.futureResult.whenComplete { _ in
            late.cancel()
            connecting.whenSuccess { $0.close(promise: nil) }
        }
        return try await promise.futureResult.get()
    }
}

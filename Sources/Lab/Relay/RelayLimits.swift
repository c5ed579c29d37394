/// The bounds of everything that a relay takes in.
package enum RelayLimits {
    package static let linksMax = 512
    package static let connectionsPerLinkMax = 1_024

    /// The largest payload of one frame: 1 MiB and the room that its envelope takes.
    package static let payloadBytesMax = 1_048_576 + 64
    package static let frameHeaderBytes = 4

    /// Reading pauses while more bytes than this wait in one direction of one connection.
    package static let queuedBytesMax = 1_048_576
    /// Reading pauses while more chunks than this wait, however small they are.
    package static let queuedChunksMax = 4_096
    /// What one read takes from the kernel at most: by so much the queue may exceed its limit.
    package static let readBytesMax = 65_536
    /// The kernel's receive buffer; after a sender's end of stream all of it is read at once.
    package static let receiveBufferBytes = 262_144
    /// What is handed to the kernel before it is taken, so that a cut finds the rest still here.
    package static let inFlightBytesMax = 131_072
    /// Frames held back by `reorder`, beside the queue.
    package static let heldBytesMax = 2 * (payloadBytesMax + frameHeaderBytes)

    package static let reorderWindowFramesMax = 64
    /// After so long a held frame goes on though nothing overtook it, or a request would never be
    /// answered.
    package static let reorderHoldMillisecondsMax = 100

    package static let delayMillisecondsMax = 86_400_000
    package static let bytesPerSecondMax = 10_000_000_000
    package static let connectMillisecondsMax = 5_000
    package static let listenBacklog = 128
}

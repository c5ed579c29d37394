import NIOCore
import NIOPosix

/// The threads of one node: an event loop, one for reading the store, one for writing it.
struct NodeThreads: Sendable {
    let group: MultiThreadedEventLoopGroup
    let loop: any EventLoop
    let readers: NIOThreadPool
    let writers: NIOThreadPool

    static func start() -> NodeThreads {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let threads = NodeThreads(
            group: group, loop: group.next(), readers: NIOThreadPool(numberOfThreads: 1),
            writers: NIOThreadPool(numberOfThreads: 1))
        threads.readers.start()
        threads.writers.start()
        return threads
    }

    func shutDown() async {
        try? await readers.shutdownGracefully()
        try? await writers.shutdownGracefully()
        try? await group.shutdownGracefully()
    }
}

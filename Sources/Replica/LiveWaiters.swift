#if canImport(Glibc)
    import Glibc
#endif
internal import Synchronization

/// How many live commands of this process wait for the connection: bulk work gives way to them too.
final class LiveWaiters: Sendable {
    let count = Atomic<Int>(0)

    /// Stands aside while some wait, not longer than the maximum.
    func giveWay() {
        var waited: UInt32 = 0
        while waited < FolderLock.yieldMicrosecondsMaximum, count.load(ordering: .relaxed) > 0 {
            usleep(500)
            waited += 500
        }
    }
}

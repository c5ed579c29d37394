/// The time as the caller knows it: one clock to measure with, one to compare and show.
public struct Moment: Hashable, Sendable {
    /// A monotonic clock, from any start.
    public var milliseconds: UInt64
    /// The wall clock, since 1970.
    public var wallMilliseconds: UInt64

    /// A moment on both clocks.
    public init(milliseconds: UInt64, wallMilliseconds: UInt64) {
        self.milliseconds = milliseconds
        self.wallMilliseconds = wallMilliseconds
    }

    /// The monotonic time after a pause, never beyond the clock's end.
    func after(_ pause: UInt64) -> UInt64 {
        let (sum, overflow) = milliseconds.addingReportingOverflow(pause)
        return overflow ? .max : sum
    }

    /// How long ago an earlier monotonic time was; 0 for a later one.
    func since(_ earlier: UInt64) -> UInt64 {
        milliseconds > earlier ? milliseconds - earlier : 0
    }
}

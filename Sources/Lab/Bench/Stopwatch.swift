#if canImport(Glibc)
    import Glibc
#endif

/// Wall time and processor time of this process since a moment.
struct Stopwatch {
    private let wall: Double
    private let cpu: Double

    init() {
        wall = Self.wallSeconds()
        cpu = Self.cpuSeconds()
    }

    var seconds: Double { Self.wallSeconds() - wall }
    /// Of all threads, in the program and in the system on its behalf.
    var processorSeconds: Double { Self.cpuSeconds() - cpu }

    static func wallSeconds() -> Double {
        var time = timespec()
        guard clock_gettime(CLOCK_MONOTONIC, &time) == 0 else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func cpuSeconds() -> Double {
        var usage = rusage()
        guard getrusage(RUSAGE_SELF.rawValue, &usage) == 0 else { return 0 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }
}

internal import Foundation
internal import SQLite
internal import Sodium

#if canImport(Glibc)
    import Glibc
#endif

/// What a figure was measured on: without it, a figure says nothing.
package struct Machine: Codable, Hashable, Sendable {
    package let processor: String
    package let cores: Int
    package let memoryMebibytes: Int
    package let kernel: String
    /// SQLite's version.
    package let sqlite: String
    /// libsodium's version.
    package let libsodium: String
    /// `release` or `debug`.
    package let build: String
    /// Runnable tasks, averaged over a minute, when the benchmark began.
    package let loadAverage: Double

    enum CodingKeys: String, CodingKey {
        case processor, cores, kernel, sqlite, libsodium, build
        case memoryMebibytes = "memory_mib"
        case loadAverage = "load_average"
    }

    /// This machine, now.
    package static func current() -> Machine {
        Machine(
            processor: value(of: "model name", in: "/proc/cpuinfo") ?? "unknown",
            cores: Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))),
            memoryMebibytes: (value(of: "MemTotal", in: "/proc/meminfo")
                .flatMap { $0.split(separator: " ").first }.flatMap { Int($0) } ?? 0) / 1024,
            kernel: text("/proc/sys/kernel/osrelease") ?? "unknown",
            sqlite: Database.libraryVersion, libsodium: Sodium.libraryVersion, build: buildKind,
            loadAverage: text("/proc/loadavg")?.split(separator: " ").first.flatMap {
                Double($0)
            } ?? 0)
    }

    private static var buildKind: String {
        #if DEBUG
            "debug"
        #else
            "release"
        #endif
    }

    private static func text(_ path: String) -> String? {
        (try? String(contentsOfFile: path, encoding: .utf8))?
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// What stands after the colon of the first line that begins with a key.
    private static func value(of key: String, in path: String) -> String? {
        let line = text(path)?.split(separator: "\n").first { $0.hasPrefix(key) }
        return line?.split(separator: ":", maxSplits: 1).last?
            .trimmingCharacters(in: .whitespaces)
    }
}

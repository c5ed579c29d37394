#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A generated file couldn't be written.
package struct GeneratedFileError: Error, Hashable, Sendable, CustomStringConvertible {
    package let path: String
    package let reason: String

    init(path: String, code: Int32) {
        self.path = path
        self.reason = strerror(code).map { String(cString: $0) } ?? "errno \(code)"
    }

    package var description: String {
        "The file \(path) can't be written (\(reason)): choose another path or make room."
    }
}

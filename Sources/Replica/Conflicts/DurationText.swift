/// Writes how long something is, the same in both languages: `10 min 5 s`, `2 h 3 min`, `55 d 2 h`.
enum DurationText {
    /// The two largest units that aren't zero; `0 s` for less than a second.
    static func text(milliseconds: UInt64) -> String {
        let seconds = milliseconds / 1000
        let parts: [(UInt64, String)] = [
            (seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min"),
            (seconds % 60, "s"),
        ]
        guard let first = parts.firstIndex(where: { $0.0 > 0 }) else { return "0 s" }
        return parts[first...].prefix(2).filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
            .joined(separator: " ")
    }
}

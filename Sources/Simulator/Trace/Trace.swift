import Sodium

/// What happened, in the order in which it did: as a digest always, in words if asked for.
struct Trace {
    private var chain = Digest32()
    private let keepsWords: Bool
    private(set) var lines: [String] = []

    init(keepsWords: Bool) { self.keepsWords = keepsWords }

    /// Notes bytes that any difference would change.
    mutating func mix(_ bytes: [UInt8]) { chain = BLAKE2b.digest32(chain, bytes) }

    /// Notes something that a person should be able to read.
    mutating func note(_ microseconds: UInt64, _ who: String, _ text: @autoclosure () -> String) {
        let text = text()
        mix(Array("\(microseconds) \(who) \(text)".utf8))
        guard keepsWords else { return }
        let space = String(repeating: " ", count: max(1, 6 - who.count))
        lines.append("\(Self.time(microseconds)) \(who)\(space)\(text)")
    }

    /// `h:mm:ss.mmm`.
    static func time(_ microseconds: UInt64) -> String {
        let milliseconds = microseconds / 1_000
        func padded(_ number: UInt64, _ digits: Int) -> String {
            let text = "\(number)"
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        let (seconds, minutes) = (milliseconds / 1_000 % 60, milliseconds / 60_000 % 60)
        return "\(milliseconds / 3_600_000):\(padded(minutes, 2)):\(padded(seconds, 2))"
            + ".\(padded(milliseconds % 1_000, 3))"
    }

    /// 32 hexadecimal digits over all that was noted.
    var digest: String {
        let digits = Array("0123456789abcdef")
        return chain.withUnsafeBytes { bytes in
            String(bytes.prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
        }
    }
}

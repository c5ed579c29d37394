import ArgumentParser

/// A seed: a number as it is, any other text by its hash.
struct SeedArgument: ExpressibleByArgument, Sendable {
    let value: UInt64

    init(value: UInt64) { self.value = value }

    init?(argument: String) {
        guard !argument.isEmpty else { return nil }
        if let number = UInt64(argument) {
            value = number
        } else {
            // FNV-1a, 64 bits: the same everywhere, which is all that is asked of it.
            value = argument.utf8.reduce(0xCBF2_9CE4_8422_2325) {
                ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
            }
        }
    }

    var defaultValueDescription: String { "\(value)" }
}

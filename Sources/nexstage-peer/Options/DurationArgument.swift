import ArgumentParser

/// `90s`, `30m`, `24h` or `7d`.
struct DurationArgument: ExpressibleByArgument {
    let milliseconds: UInt64

    init?(argument: String) {
        let units: [Character: UInt64] = [
            "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000,
        ]
        guard let last = argument.last, let unit = units[last],
            let count = UInt64(argument.dropLast()), count > 0
        else { return nil }
        let (product, overflow) = count.multipliedReportingOverflow(by: unit)
        guard !overflow else { return nil }
        milliseconds = product
    }
}

/// Says whose clock is wrong, from who disagrees with whom.
package enum ClockJudge {
    /// How far below that of an operation which it has seen an author's wall clock may be.
    package static let disagreementMillisecondsMaximum: UInt64 = 60_000

    /// Whether a clock that wrote after seeing another's reading is too far below it.
    package static func isDisagreement(_ own: UInt64, seen: UInt64) -> Bool {
        let (limit, overflow) = own.addingReportingOverflow(disagreementMillisecondsMaximum)
        return !overflow && limit < seen
    }

    /// The suspects, sorted: again and again those who disagree with the most others, all of them
    /// where several do equally, until nobody disagrees with anybody who is left.
    ///
    /// One wrong clock among many disagrees with all; each of them only with it. Of two alone,
    /// both are named: nobody can tell.
    package static func suspects<Device: Hashable & Comparable>(
        _ disagreements: some Sequence<(Device, Device)>
    ) -> [Device] {
        var others: [Device: Set<Device>] = [:]
        for (one, other) in disagreements where one != other {
            others[one, default: []].insert(other)
            others[other, default: []].insert(one)
        }
        var suspects: [Device] = []
        while let most = others.values.map(\.count).max(), most > 0 {
            let worst = others.filter { $0.value.count == most }.map(\.key)
            suspects += worst
            for device in worst {
                for other in others.removeValue(forKey: device) ?? [] {
                    others[other]?.remove(device)
                }
            }
        }
        return suspects.sorted()
    }
}

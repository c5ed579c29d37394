extension AttendanceHistory {
    /// Groups of entries that were admitted without any knowing of another, each in effective
    /// order: connected components of the pairs for which neither reaches the other through
    /// named dots and no exit of one lies between them.
    public var doubleAdmissions: [[Dot]] { components(ofPairsWithExitBetween: false) }

    /// The same, but an exit of one lies between: a re-entry at a gate that had not heard of it.
    public var unconfirmedReentries: [[Dot]] { components(ofPairsWithExitBetween: true) }

    private func components(ofPairsWithExitBetween wanted: Bool) -> [[Dot]] {
        let entries = Array(
            told.indices.lazy.filter { told[$0].kind == .entry && told[$0].isEffective }
                .prefix(Self.entriesComparedMaximum))
        guard entries.count > 1 else { return [] }
        let reach = reachableEntries(among: entries)
        var group = Array(entries.indices)
        for second in entries.indices.dropFirst() {
            for first in entries.indices.prefix(second) {
                let (earlier, later) = (entries[first], entries[second])
                // Only the later can reach the earlier: order follows what was named.
                guard reach[later][first / 64] & 1 << UInt64(first % 64) == 0,
                    hasExitBetween(earlier, later) == wanted
                else { continue }
                let (old, new) = (group[second], group[first])
                guard old != new else { continue }
                for position in group.indices where group[position] == old {
                    group[position] = new
                }
            }
        }
        let members = Dictionary(grouping: entries.indices, by: { group[$0] })
        return members.values.filter { $0.count > 1 }
            .map { $0.sorted().map { told[entries[$0]].dot } }
            .sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// For each event, which of the compared `entries` it reaches through named dots.
    ///
    /// One bit per compared entry, so that a flood of events costs memory in proportion.
    private func reachableEntries(among entries: [Int]) -> [SIMD4<UInt64>] {
        var bits: [Int: SIMD4<UInt64>] = [:]
        for (number, position) in entries.enumerated() {
            var bit = SIMD4<UInt64>.zero
            bit[number / 64] = 1 << UInt64(number % 64)
            bits[position] = bit
        }
        var reach = Array(repeating: SIMD4<UInt64>.zero, count: told.count)
        for position in told.indices {
            for named in told[position].named {
                // Effective order puts what is named before what names it, but for forged circles.
                guard let before = positions[named], before < position else { continue }
                reach[position] |= reach[before] | (bits[before] ?? .zero)
            }
        }
        return reach
    }

    private func hasExitBetween(_ earlier: Int, _ later: Int) -> Bool {
        isClosed(earlier, between: earlier, later) || isClosed(later, between: earlier, later)
    }

    private func isClosed(_ entry: Int, between earlier: Int, _ later: Int) -> Bool {
        guard let exit = closedBy[told[entry].dot], let position = positions[exit] else {
            return false
        }
        return position > earlier && position < later
    }
}

import CRDT

/// Holds a replica's rows against what the design says of the set of deltas held.
struct RowComparison {
    let history: History
    let set: Int

    /// What differs first; nil where nothing does.
    func difference(from rows: DerivedRows) -> String? {
        let oracle = HistoryOracle(history: history, held: set)
        for index in oracle.indices {
            let dot = history.storedDot(index, in: set)
            let fate = oracle.fate(of: index)
            let told =
                isAddition(index)
                ? fateOfAddition(rows.additions[dot]) : fateOfOther(rows.permits[dot], fate)
            if told != fate { return "\(index) is \(fate), not \(told.map { "\($0)" } ?? "there")" }
        }
        return strangers(in: rows)
    }

    private func isAddition(_ index: Int) -> Bool {
        history.items[index].operation.flatMap(HistoryOracle.AddKind.init(addedBy:)) != nil
    }

    private func fateOfAddition(_ row: DerivedRows.Addition?) -> HistoryOracle.Fate? {
        guard let row, let permission = Permission(rawValue: UInt8(clamping: row.permit)) else {
            return nil
        }
        if !row.isResolved { return .unresolved(permission) }
        if permission != .permitted { return .quarantined(permission) }
        return row.isRemoved ? .removed : .effective
    }

    /// What a removal or a membership operation is: it has a permit, or several alike.
    private func fateOfOther(
        _ permits: Set<Int64>?, _ expected: HistoryOracle.Fate
    ) -> HistoryOracle.Fate? {
        guard let permits, permits.count == 1, let only = permits.first,
            let permission = Permission(rawValue: UInt8(clamping: only))
        else { return nil }
        if permission != .permitted { return .quarantined(permission) }
        switch expected {
        case .effective, .removing, .parked: return expected
        case .removed, .quarantined, .unresolved: return .effective
        }
    }

    /// Rows under names that no operation has.
    private func strangers(in rows: DerivedRows) -> String? {
        let known = Set(
            history.items.indices.filter { set & 1 << $0 != 0 }
                .map { history.storedDot($0, in: set) })
        let authors = Set(history.cast.members.dropFirst().map(\.author))
            .union(history.items.indices.map { history.branch(at: $0) })
        let stranger = (Array(rows.additions.keys) + Array(rows.permits.keys)).sorted().first {
            authors.contains($0.author) && !known.contains($0)
        }
        return stranger.map { "\($0) is nobody's" }
    }
}

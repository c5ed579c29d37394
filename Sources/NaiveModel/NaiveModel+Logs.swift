extension NaiveModel {
    /// "From branches of a log, or from a proof of a fork alone".
    ///
    /// "The conflict covers the first operation of every branch." One for each log, however often
    /// it has parted.
    var forkedAuthors: [ModelConflict] {
        var firsts: [ModelID: [ModelDot]] = [:]
        for log in history.provenForks { firsts[log] = [] }
        for line in Set(history.lines) where line.parent != nil {
            let first = held.map(\.dot).filter { $0.line == line.id }.min()
            firsts[line.root, default: []] += first.map { [$0] } ?? []
        }
        return firsts.map { log, dots in
            var conflict = ModelConflict(.forkedAuthor, covered: dots)
            conflict.line = log
            return conflict
        }
    }

    /// "From operations with any status but `permitted`, one conflict for each log and reason".
    ///
    /// "Entries of revoked devices are left out. The conflict covers the first and the last of
    /// them." A branch is a log of its own here.
    var quarantined: [ModelConflict] {
        var found: [ModelID: [ModelPermission: [ModelDot]]] = [:]
        for place in held.indices where permissions[place] != .permitted {
            guard permissions[place] != .revoked || !isEntry(place) else { continue }
            let dot = held[place].dot
            found[dot.line, default: [:]][permissions[place], default: []].append(dot)
        }
        return found.flatMap { line, statuses in
            statuses.map { status, dots in
                let ends = Set([dots.min(), dots.max()].compactMap { $0 })
                var conflict = ModelConflict(.quarantined, covered: ends.sorted())
                conflict.line = line
                conflict.status = status
                conflict.count = dots.count
                return conflict
            }
        }
    }
}

internal import CRDT

extension WriteTransaction {
    /// What a change to the settings wrote.
    struct WrittenSettings: Codable {
        var changed: [String]
        var operation: String?
    }

    /// Writes the settings of the space that differ, or that others stand beside.
    func set(_ changes: SpaceChanges, operatorName: String?) throws -> WrittenSettings {
        try requireRole(.organiser, to: "change the event's settings")
        let changes = try changes.checked(
            against: (try queries.spaceText(.starts), try queries.spaceText(.ends)))
        var writes: [(word: String, write: RegisterWrite)] = []
        for setting in changes.settings {
            let cell = try queries.cell(EntityCode.space, 0, setting.field)
            let isSo = cell.winner.map { $0.value == setting.value } ?? setting.isDefault
            guard !isSo || cell.isConflicting else { continue }
            // Of more writes than one can name, the rest is still in conflict, and asked again.
            let seen = cell.antichain.map(\.dot).sorted().prefix(Limits.namedDotsMaximum)
            let write = RegisterWrite(
                key: RegisterKey(.space, setting.field), value: setting.value,
                overwrites: Array(seen))
            writes.append((setting.word, write))
        }
        guard !writes.isEmpty else { return WrittenSettings(changed: [], operation: nil) }
        var batch = try batch(operatorName: operatorName)
        let dots = try writes.map { try batch.add(.write($0.write)) }
        try batch.flush()
        return WrittenSettings(changed: writes.map(\.word), operation: dots.last?.description)
    }
}

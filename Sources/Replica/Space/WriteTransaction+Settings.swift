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
        var batch = try batch(operatorName: operatorName)
        var written = WrittenSettings(changed: [], operation: nil)
        for setting in changes.settings {
            let cell = try queries.cell(EntityCode.space, 0, setting.field)
            let isSo = cell.winner.map { $0.value == setting.value } ?? setting.isDefault
            guard !isSo || cell.isConflicting else { continue }
            // Of more writes than one can name, the rest is still in conflict, and asked again.
            let seen = cell.antichain.map(\.dot).sorted().prefix(Limits.namedDotsMaximum)
            let dot = try batch.add(
                .write(
                    RegisterWrite(
                        key: RegisterKey(.space, setting.field), value: setting.value,
                        overwrites: Array(seen))))
            written.changed.append(setting.word)
            written.operation = dot.description
        }
        guard !written.changed.isEmpty else { return written }
        try batch.flush()
        return written
    }
}

internal import CRDT

extension ConflictNarrator {
    /// How an action is offered, with the exact command.
    func line(_ action: ConflictExplanation.Action) throws -> String {
        switch action {
        case .resolve(let decisions):
            let words = decisions.map(\.word).joined(separator: "|")
            return line(
                ConflictStrings.resolveWith, "conflicts resolve \(shortID) --as \(words)")
        case .undo(let dot): return line(ConflictStrings.undo, "undo \(dot)")
        case .reactivate(let person):
            return line(ConflictStrings.reactivate, "reactivate \(person)")
        case .checkOut(let person):
            return line(ConflictStrings.checkOut, "checkin \(person) --exit\(try atCheckpoint())")
        case .checkIn(let person):
            return line(ConflictStrings.checkIn, "checkin \(person)\(try atCheckpoint())")
        case .join(let one, let other):
            return line(ConflictStrings.join, "person join \(one) \(other)")
        case .split(let one, let other):
            return line(ConflictStrings.split, "person split \(one) \(other)")
        case .write(let person): return line(ConflictStrings.writePerson, "person set \(person)")
        case .writeSpace: return line(ConflictStrings.writeSpace, "space set")
        case .setClock(let device):
            return text(ConflictStrings.setClock, ["device": names.device(device)])
        case .checkMembers: return line(ConflictStrings.checkMembers, "members")
        case .checkVersion: return text(ConflictStrings.checkVersion)
        }
    }

    /// Enough digits to be typed, and to be the only one.
    private var shortID: Substring { conflict.id.prefix(12) }

    private func atCheckpoint() throws -> String {
        let name = try names.checkpoint(conflict.checkpoint)
        guard let name, name != Queries.defaultCheckpoint else { return "" }
        // The name may hold anything: a quote in it must not end the argument.
        return " --checkpoint '\(name.replacing("'", with: "'\\''"))'"
    }

    private func line(_ phrase: ConflictPhrase, _ command: String) -> String {
        text(phrase, ["command": "nexstage-peer \(command)"])
    }
}

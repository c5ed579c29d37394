import CRDT

extension Membership {
    /// Judges facts where every place that they name is held, on logs that have not parted.
    init(held facts: [MembershipFact]) {
        self.init(facts, paths: LogPath.plain(facts))
    }
}

extension LogPath {
    /// The named places on logs that have not parted, as far as these are held.
    static func plain(
        _ facts: [MembershipFact], isHeld: (LogPosition) -> Bool = { _ in true }
    ) -> [LogPosition: LogPath] {
        let held = facts.flatMap(\.positions).filter(isHeld).map { position in
            (position, LogPath(lines: [position.author], ordinal: position.ordinal))
        }
        return Dictionary(held) { first, _ in first }
    }
}

extension LogTree {
    /// Which lines hold the operation that a name means.
    public enum Namesake: Hashable, Sendable {
        /// This line holds it, or will.
        case one(AuthorID)
        /// The log parted below it, and the name doesn't say on which line: all that have an
        /// operation of that number, in the order of their ids; maybe none.
        case any([AuthorID])
    }

    /// What a name (line, sequence) means.
    ///
    /// Whoever had heard only one branch names its operations by the id that the log had then.
    /// So a name that the line itself holds is plain; one beyond a parting means, for a namer on
    /// the same log, what stands on its own path; for others it may be any of the branches.
    ///
    /// - Parameter namer: the line in which the naming operation stands.
    public func namesake(
        of id: AuthorID, sequence: UInt64, from namer: AuthorID
    ) -> Namesake {
        guard let line = line(id), !line.holds(sequence: sequence) else { return .one(id) }
        let path = path(to: namer)
        if let place = path.firstIndex(of: id) {
            let own = path[place...].first { self.line($0)?.holds(sequence: sequence) == true }
            if let own { return .one(own) }
        }
        guard sequence > line.lastSequence, !children(of: id).isEmpty else { return .one(id) }
        return .any(
            descendants(of: id).filter { $0.holds(sequence: sequence) }.map(\.id))
    }
}

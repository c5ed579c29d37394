internal import CRDT
internal import SQLite

/// What is held of one person id, as an import compares it with a file.
extension Queries {
    /// The state of a person id; nil where the id was never heard of.
    func state(of person: PersonID) throws -> PersonState? {
        guard let row = try interner.existingPersonRow(person) else { return nil }
        return try state(ofRow: row)
    }

    /// The state of a person id by its row.
    func state(ofRow row: Int64) throws -> PersonState {
        var state = PersonState()
        state.wasEnrolled = try wasEnrolled(row)
        state.profile = try cell(EntityCode.person, row, .profile)
        state.category = try cell(EntityCode.person, row, .category)
        state.aliases = try aliases(of: row)
        if let value = state.profile.winner?.value { try read(profile: value, into: &state) }
        state.data.category = Self.category(in: state.category)
        return state
    }

    /// What is shown of a person who may have several ids: the described id's own state, with what
    /// only the others know.
    ///
    /// - Returns: the row of the described id, to which changes should be written, and the state.
    func displayedState(of person: Int64) throws -> (id: Int64, state: PersonState) {
        let described = try describedID(of: person)
        var state = try state(ofRow: described)
        for id in try ids(of: person) where id != described {
            state.complete(with: try self.state(ofRow: id))
        }
        return (described, state)
    }

    /// Reads the sheets that a profile register commits to.
    private func read(profile value: [UInt8], into state: inout PersonState) throws {
        if let sheet = try sheet(ofProfile: value, at: 0) {
            state.data.take(sheet)
        } else {
            state.hasProfileSheet = false
        }
        guard value.count > Self.commitmentBytes else { return }
        if let sheet = try sheet(ofProfile: value, at: 1) {
            state.data.take(sheet)
        } else {
            state.missingContact = Array(value.dropFirst(Self.commitmentBytes))
        }
    }

    /// How long one of the commitments in a profile register is.
    private static let commitmentBytes = 32

    /// A sheet that a profile register commits to: 0 the profile, 1 the contact.
    func sheet(ofProfile value: [UInt8], at index: Int) throws -> Sheet? {
        let bytes = value.dropFirst(index * Self.commitmentBytes).prefix(Self.commitmentBytes)
        guard let commitment = Hash256(bytes: bytes) else { return nil }
        return try sheet(commitment)
    }

    /// The sheet behind a commitment; nil where it is not here, or erased.
    private func sheet(_ commitment: Hash256) throws -> Sheet? {
        try database.prepare("SELECT bytes FROM blob WHERE commitment = ?")
            .row(.blob(commitment.bytes)) { row in Sheet(try row.blob(0)) } ?? nil
    }

    /// The displayed category; an empty one is none.
    static func category(in cell: RegisterCell) -> String? {
        guard let value = cell.winner?.value, !value.isEmpty else { return nil }
        return String(decoding: value, as: UTF8.self)
    }

    /// The effective aliases of a person id, in the order of their dots.
    func aliases(of row: Int64) throws -> [PersonState.KnownAlias] {
        var aliases: [PersonState.KnownAlias] = []
        try database.prepare(
            """
            SELECT dot, kind, tag FROM alias
            WHERE person = ? AND permit = 0 AND removed = 0 ORDER BY dot
            """
        ).forEach(.integer(row)) { row in
            guard let number = UInt8(exactly: try row.int(1)),
                let kind = Alias.Kind(rawValue: number), let tag = Tag128(bytes: try row.blob(2))
            else { return }
            aliases.append(
                PersonState.KnownAlias(
                    dot: try interner.dot(DotKey(rawValue: try row.int(0))), kind: kind, tag: tag))
        }
        return aliases
    }

    private func wasEnrolled(_ row: Int64) throws -> Bool {
        try database.int(
            "SELECT 1 FROM enrolment WHERE person = ? AND permit = 0 LIMIT 1", .integer(row)) != nil
    }
}

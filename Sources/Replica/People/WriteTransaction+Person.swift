internal import CRDT

extension WriteTransaction {
    /// A person id that nobody has.
    func newPersonID() throws -> PersonID {
        guard let id = PersonID(bytes: try writer.environment.randomBytes(16)) else {
            throw ReplicaError(.storage, "The random source gave too few bytes.")
        }
        return id
    }

    /// Adds the operations that bring a person id to what it should say.
    ///
    /// - Parameter salt: gives 32 bytes for a sheet of the given fields.
    /// - Returns: the dot of the enrolment, where there was one to make.
    @discardableResult
    func write(
        _ changes: PersonChanges, of person: PersonID, in batch: inout OperationBatch,
        salt: ([Sheet.Field: String]) throws -> [UInt8]
    ) throws -> Dot? {
        var enrolment: Dot?
        // The id itself is understood everywhere; the dot of a known enrolment is only shorter.
        var reference = PersonReference.person(person)
        if changes.enrols {
            let dot = try batch.add(.enrol(Enrolment(person: person)))
            reference = .enrolment(dot)
            enrolment = dot
        }
        if changes.writesProfile {
            try batch.add(
                .write(
                    RegisterWrite(
                        key: RegisterKey(.person(reference), .profile),
                        value: try keepSheets(changes, salt: salt),
                        overwrites: changes.profileOverwrites)))
        }
        if changes.writesCategory {
            try batch.add(
                .write(
                    RegisterWrite(
                        key: RegisterKey(.person(reference), .category),
                        value: Array((changes.data.category ?? "").utf8),
                        overwrites: changes.categoryOverwrites)))
        }
        try retract(changes.outdated, in: &batch)
        for alias in changes.newAliases {
            try batch.add(.alias(Alias(person: reference, kind: alias.kind, tag: alias.tag)))
        }
        return enrolment
    }

    /// Keeps a person's sheets.
    ///
    /// - Returns: the profile register's value: the commitment to one sheet, or to both.
    private func keepSheets(
        _ changes: PersonChanges, salt: ([Sheet.Field: String]) throws -> [UInt8]
    ) throws -> [UInt8] {
        let fields = changes.data.profileFields
        let profile = try keep(Sheet(salt: try salt(fields), fields)).bytes
        if let kept = changes.keptContact { return profile + kept }
        let contact = changes.data.contactFields
        guard !contact.isEmpty else { return profile }
        return profile + (try keep(Sheet(salt: try salt(contact), contact))).bytes
    }

    private func retract(_ dots: [Dot], in batch: inout OperationBatch) throws {
        for start in stride(from: 0, to: dots.count, by: Limits.namedDotsMaximum) {
            let end = min(start + Limits.namedDotsMaximum, dots.count)
            try batch.add(.retract(Retraction(removes: Array(dots[start..<end]))))
        }
    }
}

internal import CRDT

extension WriteTransaction {
    /// A person id that nobody has.
    func newPersonID() throws -> PersonID {
        guard let id = PersonID(bytes: try writer.environment.randomBytes(16)) else {
            throw ReplicaError(.storage, "The random source gave too few bytes.")
        }
        return id
    }

    /// Adds the operations that bring people to what they should say.
    ///
    /// What stands under a hash is written in the order of the hashes, and the people in the given
    /// order, which should be that of their ids: of thousands, most then share a page of an index
    /// with the one before, instead of each waiting for a page of its own.
    ///
    /// - Returns: the dots of the enrolments, in the order of the people who needed one.
    @discardableResult
    func write(_ people: [PersonWrite], in batch: inout OperationBatch) throws -> [Dot] {
        for sheet in people.filter(\.writesProfile).flatMap(\.sheets)
            .sorted(by: { $0.commitment < $1.commitment })
        {
            try tables.store(blob: sheet.bytes, sheet.commitment)
        }
        for sheet in people.filter({ !$0.writesProfile }).flatMap(\.sheets) {
            try tables.accept(blob: sheet.bytes)
        }
        var enrolments: [Dot] = []
        var aliases: [Alias] = []
        for person in people {
            // The id itself is understood everywhere; the dot of an enrolment is only shorter.
            var reference = PersonReference.person(person.person)
            if person.changes.enrols {
                let dot = try batch.add(.enrol(Enrolment(person: person.person)))
                reference = .enrolment(dot)
                enrolments.append(dot)
            }
            try writeRegisters(person, reference, in: &batch)
            try retract(person.changes.outdated, in: &batch)
            for alias in person.changes.newAliases {
                aliases.append(Alias(person: reference, kind: alias.kind, tag: alias.tag))
            }
        }
        for alias in aliases.sorted(by: { ($0.tag, $0.kind.rawValue) < ($1.tag, $1.kind.rawValue) })
        {
            try batch.add(.alias(alias))
        }
        return enrolments
    }

    private func writeRegisters(
        _ person: PersonWrite, _ reference: PersonReference, in batch: inout OperationBatch
    ) throws {
        let changes = person.changes
        if person.writesProfile {
            try batch.add(
                .write(
                    RegisterWrite(
                        key: RegisterKey(.person(reference), .profile), value: person.profile,
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
    }

    private func retract(_ dots: [Dot], in batch: inout OperationBatch) throws {
        for start in stride(from: 0, to: dots.count, by: Limits.namedDotsMaximum) {
            let end = min(start + Limits.namedDotsMaximum, dots.count)
            try batch.add(.retract(Retraction(removes: Array(dots[start..<end]))))
        }
    }
}

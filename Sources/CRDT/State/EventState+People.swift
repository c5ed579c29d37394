extension EventState {
    /// The person that a reference names; nil while its enrolment isn't known.
    public func person(of reference: PersonReference) -> PersonID? {
        switch reference {
        case .person(let id): id
        case .enrolment(let dot): enrolment.additions[dot]?.element
        }
    }

    /// Which ids are one person, from the aliases and relations in effect.
    public var identityComponents: IdentityComponents {
        var aliases: [IdentityComponents.KnownAlias] = []
        var relations: [Relation] = []
        for (_, claim) in identity.effective {
            switch claim {
            case .alias(let alias): aliases.append(alias)
            case .relation(let relation): relations.append(relation)
            }
        }
        return IdentityComponents(aliases: aliases, relations: relations)
    }

    /// The ids that an effective enrolment names, sorted; ids that are one person all count.
    public var enrolledIDs: [PersonID] { Set(enrolment.effective.map(\.element)).sorted() }

    /// The people enrolled, by their canonical ids, sorted.
    public var enrolled: [PersonID] {
        let components = identityComponents
        return Set(enrolledIDs.map(components.canonicalID)).sorted()
    }

    /// The people with at least one effective entry, by their canonical ids, sorted.
    public var admitted: [PersonID] {
        let components = identityComponents
        return Set(
            attendance.effective.filter { isEntry($0.dot) }
                .map { components.canonicalID(of: $0.element.person) }
        ).sorted()
    }

    /// The register of a key, whose person may be named either way; empty for an unknown person.
    public func register(_ key: RegisterKey) -> RegisterCell {
        guard case .person(let reference) = key.entity else { return registers.cell(key) }
        guard let person = person(of: reference) else { return RegisterCell() }
        return registers.cell(key.naming(person))
    }

    func isEntry(_ dot: Dot) -> Bool {
        guard case .enter = operation(at: dot)?.operation else { return false }
        return true
    }
}

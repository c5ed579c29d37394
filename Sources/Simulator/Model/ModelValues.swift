package import CRDT
package import NaiveModel

extension ModelID {
    /// The same sixteen bytes.
    package init(_ id: some Identifier128) { self.init(high: id.high, low: id.low) }
}

extension ModelKey {
    /// The same 32 bytes.
    package init(_ key: DeviceKey) {
        self.init(words: [key.words.0, key.words.1, key.words.2, key.words.3])
    }
}

extension ModelDot {
    /// The same operation, or the same name of one.
    package init(_ dot: Dot) { self.init(ModelID(dot.author), dot.sequence) }
}

extension ModelPersonReference {
    /// The same reference.
    package init(_ reference: PersonReference) {
        switch reference {
        case .enrolment(let dot): self = .enrolment(ModelDot(dot))
        case .person(let person): self = .person(ModelID(person))
        }
    }
}

extension ModelPassage {
    /// What the model has to know of a passage.
    package init(_ passage: Passage) {
        self.init(checkpoint: ModelID(passage.checkpoint), reason: passage.reason.rawValue)
    }
}

extension ModelEntity {
    /// The same entity.
    package init(_ entity: RegisterKey.Entity) {
        switch entity {
        case .space: self = .space
        case .checkpoint(let checkpoint): self = .checkpoint(ModelID(checkpoint))
        case .person(let reference): self = .person(ModelPersonReference(reference))
        }
    }
}

extension ModelRole {
    /// The same role.
    package init(_ role: Role) {
        self =
            switch role {
            case .authority: .authority
            case .coordinator: .coordinator
            case .organiser: .organiser
            case .station: .station
            case .observer: .observer
            }
    }
}

extension ModelAliasKind {
    /// The same kind.
    package init(_ kind: Alias.Kind) {
        self =
            switch kind {
            case .cpf: .cpf
            case .email: .email
            case .ticket: .ticket
            }
    }
}

extension ModelDecision {
    /// The same decision.
    package init(_ decision: Resolution.Decision) {
        self =
            switch decision {
            case .samePerson: .samePerson
            case .twoPeople: .twoPeople
            case .ignore: .ignore
            }
    }
}

extension ModelConflictClass {
    /// The same class.
    package init(_ conflictClass: ConflictClass) {
        self =
            switch conflictClass {
            case .duplicateSeen: .duplicateSeen
            case .doubleAdmission: .doubleAdmission
            case .override: .override
            case .replaySameDevice: .replaySameDevice
            case .cancelledButPresent: .cancelledButPresent
            case .revokedAfterAdmission: .revokedAfterAdmission
            case .overCapacity: .overCapacity
            case .fieldConflict: .fieldConflict
            case .identityCandidate: .identityCandidate
            case .reentryUnconfirmed: .reentryUnconfirmed
            case .clockSuspect: .clockSuspect
            case .forkedAuthor: .forkedAuthor
            case .quarantined: .quarantined
            }
    }
}

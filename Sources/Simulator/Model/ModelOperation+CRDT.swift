package import CRDT
package import NaiveModel

extension ModelOperation {
    /// The same operation in the words of the model.
    package init(
        _ operation: CRDT.Operation,
        position: (LogPosition) -> (line: AuthorID, ordinal: UInt64)?,
        isGenuine: (RootGrant) -> Bool
    ) {
        switch operation {
        case .enrol, .cancel, .alias, .relate, .retract, .write:
            self = Self.aboutPeople(operation)
        case .enter, .exit, .undo, .attempt:
            self = Self.attendance(operation)
        case .rootGrant, .rootRevoke, .grant, .revoke, .adopt:
            self = Self.membership(operation, position: position, isGenuine: isGenuine)
        case .label: self = .label
        case .witness(let witness): self = .witness(heard: witness.heard.map { ModelDot($0) })
        case .resolve(let resolution):
            self = .resolve(
                ModelDecision(resolution.decision),
                of: ModelConflictClass(resolution.conflictClass),
                covers: resolution.covers.map { ModelDot($0) })
        case .unknown: self = .unknown
        }
    }

    private static func aboutPeople(_ operation: CRDT.Operation) -> ModelOperation {
        switch operation {
        case .enrol(let enrolment):
            .enrol(
                person: ModelID(enrolment.person),
                observed: enrolment.observed.map { ModelDot($0) })
        case .cancel(let cancellation):
            .cancel(
                person: ModelPersonReference(cancellation.person),
                removes: cancellation.removes.map { ModelDot($0) })
        case .alias(let alias):
            .alias(
                person: ModelPersonReference(alias.person), kind: ModelAliasKind(alias.kind),
                tag: ModelID(alias.tag))
        case .relate(let relation):
            .relate(
                relation.kind == .same ? .same : .distinct, ModelID(relation.first),
                ModelID(relation.second))
        case .retract(let retraction):
            .retract(removes: retraction.removes.map { ModelDot($0) })
        case .write(let write):
            .write(
                entity: ModelEntity(write.key.entity), field: write.key.field.rawValue,
                value: write.value, overwrites: write.overwrites.map { ModelDot($0) })
        default: .unknown
        }
    }

    private static func attendance(_ operation: CRDT.Operation) -> ModelOperation {
        switch operation {
        case .enter(let entry):
            return .enter(
                person: ModelPersonReference(entry.person), passage: ModelPassage(entry.passage),
                observed: entry.observed.map { ModelDot($0) })
        case .exit(let exit):
            return .exit(
                person: ModelPersonReference(exit.person), passage: ModelPassage(exit.passage),
                closes: exit.closes.map { ModelDot($0) })
        case .undo(let undo): return .undo(removes: undo.removes.map { ModelDot($0) })
        case .attempt(let attempt):
            var subject: ModelPersonReference?
            if case .person(let reference) = attempt.subject {
                subject = ModelPersonReference(reference)
            }
            return .attempt(
                subject: subject, passage: ModelPassage(attempt.passage),
                names: attempt.names.map { ModelDot($0) })
        default: return .unknown
        }
    }

    private static func membership(
        _ operation: CRDT.Operation,
        position: (LogPosition) -> (line: AuthorID, ordinal: UInt64)?,
        isGenuine: (RootGrant) -> Bool
    ) -> ModelOperation {
        func held(_ place: LogPosition) -> ModelPosition? {
            position(place).map { ModelPosition(line: ModelID($0.line), ordinal: $0.ordinal) }
        }
        return switch operation {
        case .rootGrant(let grant):
            .rootGrant(device: ModelKey(grant.device), isGenuine: isGenuine(grant))
        case .rootRevoke(let root):
            // Nobody has the recovery key of a simulated event but its founder, who keeps it.
            .rootRevoke(
                device: ModelKey(root.revocation.device),
                bounds: root.revocation.bounds.map(held), isGenuine: false)
        case .grant(let grant):
            .grant(device: ModelKey(grant.device), role: ModelRole(grant.role))
        case .revoke(let revocation):
            .revoke(device: ModelKey(revocation.device), bounds: revocation.bounds.map(held))
        case .adopt(let adoption):
            .adopt(firstOrdinal: adoption.firstOrdinal, last: held(adoption.last))
        default: .unknown
        }
    }
}

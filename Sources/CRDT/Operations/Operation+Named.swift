extension Operation {
    /// The dots whose effect this operation takes away.
    public var removedDots: [Dot] {
        switch self {
        case .cancel(let cancellation): cancellation.removes
        case .undo(let undo): undo.removes
        case .retract(let retraction): retraction.removes
        case .write(let write): write.overwrites
        case .enrol, .enter, .exit, .attempt, .alias, .relate, .label, .witness, .resolve,
            .rootGrant, .grant, .revoke, .adopt, .rootRevoke, .unknown:
            []
        }
    }

    /// The dots of its own element that this operation had seen and leaves in effect.
    public var observedDots: [Dot] {
        switch self {
        case .enrol(let enrolment): enrolment.observed
        case .enter(let entry): entry.observed
        case .exit(let exit): exit.closes
        case .attempt(let attempt): attempt.names
        case .resolve(let resolution): resolution.covers
        case .cancel, .undo, .write, .alias, .relate, .retract, .label, .witness, .rootGrant,
            .grant, .revoke, .adopt, .rootRevoke, .unknown:
            []
        }
    }

    /// How the operation names its person, if it is about one.
    public var personReference: PersonReference? {
        switch self {
        case .enrol(let enrolment): .person(enrolment.person)
        case .cancel(let cancellation): cancellation.person
        case .enter(let entry): entry.person
        case .exit(let exit): exit.person
        case .alias(let alias): alias.person
        case .attempt(let attempt):
            switch attempt.subject {
            case .person(let reference): reference
            case .code: nil
            }
        case .write(let write):
            switch write.key.entity {
            case .person(let reference): reference
            case .space, .checkpoint: nil
            }
        case .undo, .relate, .retract, .label, .witness, .resolve, .rootGrant, .grant, .revoke,
            .adopt, .rootRevoke, .unknown:
            nil
        }
    }

    /// Whether the operation changes who may write.
    public var isMembership: Bool {
        switch self {
        case .rootGrant, .grant, .revoke, .adopt, .rootRevoke: true
        case .enrol, .cancel, .enter, .exit, .undo, .attempt, .write, .alias, .relate, .retract,
            .label, .witness, .resolve, .unknown:
            false
        }
    }

    /// Whether the operation has effect on every branch of a log that was continued differently.
    ///
    /// What happened at a door happened, and what the root says holds wherever it is written.
    /// Everything else waits there for a person to decide.
    public var countsOnEveryBranch: Bool {
        switch self {
        case .enter, .exit, .undo, .attempt, .label, .witness, .rootRevoke: true
        case .enrol, .cancel, .write, .alias, .relate, .retract, .resolve, .rootGrant, .grant,
            .revoke, .adopt, .unknown:
            false
        }
    }
}

extension ModelOperation {
    /// How the operation says whom it is about, if it is about one person.
    var personReference: ModelPersonReference? {
        switch self {
        case .enrol(let person, _): .person(person)
        case .cancel(let reference, _), .enter(let reference, _, _), .exit(let reference, _, _),
            .alias(let reference, _, _), .write(.person(let reference), _, _, _):
            reference
        case .attempt(let reference, _, _): reference
        case .write, .undo, .relate, .retract, .label, .witness, .resolve, .rootGrant,
            .rootRevoke, .grant, .revoke, .adopt, .unknown:
            nil
        }
    }

    /// What the operation names as seen, heard or taken away.
    ///
    /// Not the enrolment by which it refers to a person, nor the grant or policy of its delta:
    /// "an operation names the live operations of its own person and checkpoint that its author
    /// had seen".
    var names: [ModelDot] {
        switch self {
        case .enrol(_, let names), .cancel(_, let names), .enter(_, _, let names),
            .exit(_, _, let names), .undo(let names), .attempt(_, _, let names),
            .write(_, _, _, let names), .retract(let names), .witness(let names),
            .resolve(_, _, let names):
            names
        case .alias, .relate, .label, .rootGrant, .rootRevoke, .grant, .revoke, .adopt, .unknown:
            []
        }
    }

    /// "cancel removes enrolments, undo entries and exits, retract aliases and relations".
    func canRemove(_ target: ModelOperation) -> Bool {
        switch (self, target) {
        case (.cancel, .enrol), (.undo, .enter), (.undo, .exit), (.retract, .alias),
            (.retract, .relate):
            true
        default: false
        }
    }
}

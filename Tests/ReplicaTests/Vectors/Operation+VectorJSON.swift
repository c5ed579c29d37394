import CRDT

extension Operation {
    /// The operation's fields by the names that the vectors use.
    var vectorJSON: VectorJSON {
        .object([("kind", .text(vectorName))] + vectorFields)
    }

    private var vectorName: String {
        switch self {
        case .unknown: "unknown"
        default: kindName
        }
    }

    private var vectorFields: [(String, VectorJSON)] {
        switch self {
        case .enrol(let value):
            [("person", .id(value.person)), ("observed", .dots(value.observed))]
        case .cancel(let value):
            [("person", .person(value.person)), ("removes", .dots(value.removes))]
        case .enter(let value):
            [("person", .person(value.person))] + value.passage.vectorFields
                + [("observed", .dots(value.observed))]
        case .exit(let value):
            [("person", .person(value.person))] + value.passage.vectorFields
                + [("closes", .dots(value.closes))]
        case .undo(let value): [("removes", .dots(value.removes)), ("note", .count(value.note))]
        case .attempt(let value): value.vectorFields
        case .write(let value): value.vectorFields
        case .alias(let value):
            [
                ("person", .person(value.person)), ("alias", .text("\(value.kind)")),
                ("tag", .id(value.tag)),
            ]
        case .relate(let value):
            [
                ("relation", .text("\(value.kind)")), ("first", .id(value.first)),
                ("second", .id(value.second)),
            ]
        case .retract(let value): [("removes", .dots(value.removes))]
        case .label(let value): value.vectorFields
        case .witness(let value): value.vectorFields
        case .resolve(let value):
            [
                ("decision", .text(value.decision.word)),
                ("class", .text(value.conflictClass.word)), ("covers", .dots(value.covers)),
            ]
        case .rootGrant, .grant, .revoke, .adopt, .rootRevoke: vectorMembershipFields
        case .unknown(let kind, let body): [("number", .count(kind)), ("body", .bytes(body))]
        }
    }

    private var vectorMembershipFields: [(String, VectorJSON)] {
        switch self {
        case .rootGrant(let value):
            [
                ("rootKey", .id(value.rootKey)), ("device", .id(value.device)),
                ("name", .text(value.name)), ("signature", .bytes(value.signature)),
            ]
        case .grant(let value):
            [
                ("device", .id(value.device)), ("role", .text(value.role.word)),
                ("name", .text(value.name)),
            ]
        case .revoke(let value):
            [
                ("device", .id(value.device)),
                ("bounds", .list(value.bounds.map(\.vectorJSON))),
            ]
        case .adopt(let value):
            [("firstOrdinal", .count(value.firstOrdinal)), ("last", value.last.vectorJSON)]
        case .rootRevoke(let value):
            [
                ("rootKey", .id(value.rootKey)), ("device", .id(value.revocation.device)),
                ("bounds", .list(value.revocation.bounds.map(\.vectorJSON))),
                ("signature", .bytes(value.signature)),
            ]
        default: []
        }
    }
}

extension VectorJSON {
    static func dots(_ dots: [Dot]) -> VectorJSON { .list(dots.map { .id($0) }) }

    static func person(_ reference: PersonReference) -> VectorJSON {
        switch reference {
        case .person(let id): .object([("person", .id(id))])
        case .enrolment(let dot): .object([("enrolment", .id(dot))])
        }
    }
}

extension Passage {
    fileprivate var vectorFields: [(String, VectorJSON)] {
        [
            ("checkpoint", .id(checkpoint)), ("gate", .count(gate)),
            ("method", .text("\(method)")), ("reason", .text(reason.code)),
            ("confidence", .text("\(confidence)")), ("note", .count(note)),
        ]
    }
}

extension Attempt {
    fileprivate var vectorFields: [(String, VectorJSON)] {
        let subject: VectorJSON =
            switch subject {
            case .person(let reference): .person(reference)
            case .code(let tag): .object([("code", .id(tag))])
            }
        return [("subject", subject)] + passage.vectorFields + [("names", .dots(names))]
    }
}

extension RegisterWrite {
    fileprivate var vectorFields: [(String, VectorJSON)] {
        let entity: VectorJSON =
            switch key.entity {
            case .space: .text("space")
            case .checkpoint(let id): .object([("checkpoint", .id(id))])
            case .person(let reference): .person(reference)
            }
        return [
            ("entity", entity), ("field", .text("\(key.field)")), ("value", .bytes(value)),
            ("overwrites", .dots(overwrites)),
        ]
    }
}

extension Label {
    fileprivate var vectorFields: [(String, VectorJSON)] {
        switch content {
        case .gate(let text): [("label", .text("gate")), ("text", .text(text))]
        case .operator(let hash): [("label", .text("operator")), ("commitment", .id(hash))]
        case .reason(let hash): [("label", .text("reason")), ("commitment", .id(hash))]
        }
    }
}

extension Witness {
    fileprivate var vectorFields: [(String, VectorJSON)] {
        let contact: VectorJSON =
            contact.map {
                .object([("device", .id($0.device)), ("found", .flag($0.found))])
            } ?? .null
        return [("contact", contact), ("heard", .dots(heard))]
    }
}

extension LogPosition {
    fileprivate var vectorJSON: VectorJSON {
        .object([("author", .id(author)), ("ordinal", .count(ordinal)), ("hash", .id(hash))])
    }
}

extension Delta {
    /// The delta's fields by the names that the vectors use.
    var vectorJSON: VectorJSON {
        let introduction: VectorJSON =
            introduction.map {
                .object([("device", .id($0.device)), ("nonce", .id($0.nonce))])
            } ?? .null
        return .object([
            ("ordinal", .count(ordinal)), ("firstSequence", .count(firstSequence)),
            ("introduction", introduction), ("milliseconds", .count(time.milliseconds)),
            ("counter", .count(UInt64(time.counter))),
            ("wallOffset", .number(wallOffsetMilliseconds)), ("operator", .count(operatorLabel)),
            ("credential", .id(credential)), ("policy", policy.map { .id($0) } ?? .null),
            ("operations", .list(operations.map(\.vectorJSON))),
        ])
    }
}

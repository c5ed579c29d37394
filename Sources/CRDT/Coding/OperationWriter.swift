/// Writes operations against a table of ids that it fills on the way.
struct OperationWriter {
    var writer = ByteWriter(capacity: 64)
    var table: IdentifierTable
    /// The sequence number of the operation being written: dots of the author are relative to it.
    var sequence: UInt64

    mutating func operation(_ operation: Operation) {
        switch operation {
        case .unknown(let kind, let body):
            writer.integer(kind)
            writer.counted(body)
            return
        default:
            writer.byte(operation.kind.rawValue)
        }
        switch operation {
        case .enrol(let value): enrol(value)
        case .cancel(let value):
            person(value.person)
            dots(value.removes)
        case .enter(let value): passage(value.person, value.passage, value.observed)
        case .exit(let value): passage(value.person, value.passage, value.closes)
        case .undo(let value):
            dots(value.removes)
            writer.integer(value.note)
        case .attempt(let value): attempt(value)
        case .write(let value): write(value)
        case .alias(let value):
            person(value.person)
            writer.byte(value.kind.rawValue)
            writer.identifier(value.tag)
        case .relate(let value):
            writer.byte(value.kind.rawValue)
            writer.identifier(value.first)
            writer.identifier(value.second)
        case .retract(let value): dots(value.removes)
        case .label(let value): label(value)
        case .witness(let value): witness(value)
        case .resolve(let value):
            writer.byte(value.decision.rawValue)
            writer.byte(value.conflictClass.rawValue)
            dots(value.covers)
        case .rootGrant(let value):
            writer.identifier(value.rootKey)
            writer.identifier(value.device)
            writer.text(value.name)
            writer.raw(value.signature)
        case .grant(let value):
            writer.identifier(value.device)
            writer.byte(value.role.rawValue)
            writer.text(value.name)
        case .revoke(let value): revoke(value)
        case .adopt(let value):
            writer.integer(value.firstOrdinal)
            position(value.last)
        case .rootRevoke(let value):
            writer.identifier(value.rootKey)
            revoke(value.revocation)
            writer.raw(value.signature)
        case .unknown: break
        }
    }

    mutating func dot(_ dot: Dot) {
        let place = table.place(of: dot.author)
        writer.integer(place)
        if place == 0 {
            writer.signed(Int64(clamping: sequence) - Int64(clamping: dot.sequence))
        } else {
            writer.integer(dot.sequence)
        }
    }

    private mutating func dots(_ dots: [Dot]) {
        writer.integer(UInt64(dots.count))
        for dot in dots { self.dot(dot) }
    }

    private mutating func person(_ reference: PersonReference) {
        switch reference {
        case .person(let id):
            writer.byte(0)
            writer.identifier(id)
        case .enrolment(let dot):
            writer.byte(1)
            self.dot(dot)
        }
    }

    private mutating func enrol(_ value: Enrolment) {
        writer.identifier(value.person)
        dots(value.observed)
    }

    private mutating func passage(
        _ reference: PersonReference, _ passage: Passage, _ named: [Dot]
    ) {
        person(reference)
        self.passage(passage, hasNamed: !named.isEmpty)
        if !named.isEmpty { dots(named) }
    }

    private mutating func passage(_ passage: Passage, hasNamed: Bool) {
        var shape = passage.method.rawValue | passage.confidence.rawValue << 2
        if passage.gate != 0 { shape |= 1 << 4 }
        if passage.reason != .ok { shape |= 1 << 5 }
        if passage.note != 0 { shape |= 1 << 6 }
        if hasNamed { shape |= 1 << 7 }
        writer.byte(shape)
        writer.integer(table.place(of: passage.checkpoint))
        if passage.gate != 0 { writer.integer(passage.gate) }
        if passage.reason != .ok { writer.byte(passage.reason.rawValue) }
        if passage.note != 0 { writer.integer(passage.note) }
    }

    private mutating func attempt(_ value: Attempt) {
        switch value.subject {
        case .person(let reference): person(reference)
        case .code(let tag):
            writer.byte(2)
            writer.identifier(tag)
        }
        passage(value.passage, hasNamed: !value.names.isEmpty)
        if !value.names.isEmpty { dots(value.names) }
    }

    private mutating func write(_ value: RegisterWrite) {
        switch value.key.entity {
        case .space: writer.byte(0)
        case .checkpoint(let id):
            writer.byte(1)
            writer.integer(table.place(of: id))
        case .person(let reference):
            writer.byte(2)
            person(reference)
        }
        writer.byte(value.key.field.rawValue)
        writer.counted(value.value)
        dots(value.overwrites)
    }

    private mutating func label(_ value: Label) {
        switch value.content {
        case .gate(let text):
            writer.byte(0)
            writer.text(text)
        case .operator(let commitment):
            writer.byte(1)
            writer.identifier(commitment)
        case .reason(let commitment):
            writer.byte(2)
            writer.identifier(commitment)
        }
    }

    private mutating func witness(_ value: Witness) {
        switch value.contact {
        case nil: writer.byte(0)
        case .some(let contact):
            writer.byte(contact.found ? 2 : 1)
            writer.identifier(contact.device)
        }
        dots(value.heard)
    }

    private mutating func revoke(_ value: Revocation) {
        writer.identifier(value.device)
        writer.integer(UInt64(value.bounds.count))
        for bound in value.bounds { position(bound) }
    }

    private mutating func position(_ value: LogPosition) {
        writer.integer(table.place(of: value.author))
        writer.integer(value.ordinal)
        writer.identifier(value.hash)
    }
}

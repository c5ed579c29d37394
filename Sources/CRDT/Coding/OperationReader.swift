/// Reads operations against a table of ids, refusing every form but the canonical one.
struct OperationReader {
    var reader: ByteReader
    var table: IdentifierTable
    /// The sequence number of the operation being read.
    var sequence: UInt64

    mutating func operation() throws(CodecError) -> Operation {
        let number = try reader.integer()
        if number >= Operation.unknownKindMinimum {
            let body = try reader.counted(
                maximum: Limits.unknownOperationBytesMaximum, of: "bytes of an operation")
            return .unknown(kind: number, body: body)
        }
        guard let kind = OperationKind(rawValue: UInt8(truncatingIfNeeded: number)) else {
            throw .badValue("the kind of an operation")
        }
        switch kind {
        case .enrol: return .enrol(Enrolment(person: try reader.identifier(), observed: try dots()))
        case .cancel: return .cancel(Cancellation(person: try person(), removes: try dots()))
        case .enter:
            let (person, passage, named) = try personPassage()
            return .enter(Entry(person: person, passage: passage, observed: named))
        case .exit:
            let (person, passage, named) = try personPassage()
            return .exit(Exit(person: person, passage: passage, closes: named))
        case .undo: return .undo(Undo(removes: try dots(minimum: 1), note: try reader.integer()))
        case .attempt: return .attempt(try attempt())
        case .write: return .write(try write())
        case .alias:
            return .alias(
                Alias(
                    person: try person(), kind: try value("an alias's kind"),
                    tag: try reader.identifier()))
        case .relate: return .relate(try relate())
        case .retract: return .retract(Retraction(removes: try dots(minimum: 1)))
        case .label: return .label(try label())
        case .witness: return .witness(try witness())
        case .resolve:
            return .resolve(
                Resolution(
                    decision: try value("a decision"), conflictClass: try value("a conflict class"),
                    covers: try dots(minimum: 1)))
        case .rootGrant:
            return .rootGrant(
                RootGrant(
                    rootKey: try reader.identifier(), device: try reader.identifier(),
                    name: try reader.text(), signature: Array(try reader.raw(64))))
        case .grant:
            return .grant(
                Grant(
                    device: try reader.identifier(), role: try value("a role"),
                    name: try reader.text()))
        case .revoke: return .revoke(try revoke())
        case .adopt:
            return .adopt(Adoption(firstOrdinal: try reader.integer(), last: try position()))
        case .rootRevoke:
            return .rootRevoke(
                RootRevocation(
                    rootKey: try reader.identifier(), revocation: try revoke(),
                    signature: Array(try reader.raw(64))))
        case .unknown: throw .badValue("the kind of an operation")
        }
    }

    mutating func dot() throws(CodecError) -> Dot {
        let place = try reader.integer()
        let author: AuthorID = try table.identifier(at: place)
        guard place == 0 else { return Dot(author, try positive(try reader.integer())) }
        let (named, overflow) = Int64(clamping: sequence).subtractingReportingOverflow(
            try reader.signed())
        guard !overflow, named >= 1 else { throw .badInteger }
        return Dot(author, try positive(UInt64(named)))
    }

    private func positive(_ sequence: UInt64) throws(CodecError) -> UInt64 {
        guard sequence >= 1, sequence <= Limits.integerMaximum else { throw .badInteger }
        return sequence
    }

    private mutating func dots(
        minimum: Int = 0, maximum: Int = Limits.namedDotsMaximum
    ) throws(CodecError) -> [Dot] {
        let count = try reader.count(maximum: maximum, of: "named operations")
        guard count >= minimum else { throw .badValue("an empty list") }
        var dots: [Dot] = []
        dots.reserveCapacity(count)
        for _ in 0..<count {
            let next = try dot()
            if let last = dots.last, last >= next { throw .notCanonical("a list of operations") }
            dots.append(next)
        }
        return dots
    }

    private mutating func value<Value: RawRepresentable<UInt8>>(
        _ what: String
    ) throws(CodecError) -> Value {
        guard let value = Value(rawValue: try reader.byte()) else { throw .badValue(what) }
        return value
    }

    private mutating func person() throws(CodecError) -> PersonReference {
        switch try reader.byte() {
        case 0: .person(try reader.identifier())
        case 1: .enrolment(try dot())
        default: throw .badValue("a reference to a person")
        }
    }

    private mutating func personPassage() throws(CodecError) -> (PersonReference, Passage, [Dot]) {
        let person = try person()
        let (passage, hasNamed) = try passage()
        return (person, passage, hasNamed ? try dots(minimum: 1) : [])
    }

    private mutating func passage() throws(CodecError) -> (Passage, hasNamed: Bool) {
        let shape = try reader.byte()
        guard let method = Passage.Method(rawValue: shape & 3),
            let confidence = Passage.Confidence(rawValue: shape >> 2 & 3)
        else { throw .badValue("a passage's shape") }
        var passage = Passage(
            checkpoint: try table.identifier(at: try reader.integer()), method: method,
            confidence: confidence)
        if shape & 1 << 4 != 0 { passage.gate = try nonZero(try reader.integer()) }
        if shape & 1 << 5 != 0 {
            passage.reason = try value("a reason code")
            guard passage.reason != .ok else { throw .notCanonical("a passage's reason") }
        }
        if shape & 1 << 6 != 0 { passage.note = try nonZero(try reader.integer()) }
        return (passage, shape & 1 << 7 != 0)
    }

    private func nonZero(_ value: UInt64) throws(CodecError) -> UInt64 {
        guard value != 0 else { throw .notCanonical("an optional number") }
        return value
    }

    private mutating func attempt() throws(CodecError) -> Attempt {
        let subject: Attempt.Subject
        switch try reader.byte() {
        case 0: subject = .person(.person(try reader.identifier()))
        case 1: subject = .person(.enrolment(try dot()))
        case 2: subject = .code(try reader.identifier())
        default: throw .badValue("an attempt's subject")
        }
        let (passage, hasNamed) = try passage()
        return Attempt(
            subject: subject, passage: passage, names: hasNamed ? try dots(minimum: 1) : [])
    }

    private mutating func write() throws(CodecError) -> RegisterWrite {
        let entity: RegisterKey.Entity
        switch try reader.byte() {
        case 0: entity = .space
        case 1: entity = .checkpoint(try table.identifier(at: try reader.integer()))
        case 2: entity = .person(try person())
        default: throw .badValue("a register's entity")
        }
        let field: RegisterKey.Field = try value("a register's field")
        let bytes = try reader.counted(
            maximum: Limits.registerValueBytesMaximum, of: "bytes of a register")
        return RegisterWrite(
            key: RegisterKey(entity, field), value: bytes, overwrites: try dots())
    }

    private mutating func relate() throws(CodecError) -> Relation {
        let kind: Relation.Kind = try value("a relation's kind")
        let first: PersonID = try reader.identifier()
        let second: PersonID = try reader.identifier()
        guard first < second else { throw .notCanonical("a relation's people") }
        return Relation(kind, first, second)
    }

    private mutating func label() throws(CodecError) -> Label {
        switch try reader.byte() {
        case 0: Label(.gate(try reader.text()))
        case 1: Label(.operator(try reader.identifier()))
        case 2: Label(.reason(try reader.identifier()))
        default: throw .badValue("a label's kind")
        }
    }

    private mutating func witness() throws(CodecError) -> Witness {
        let contact: Witness.Contact?
        switch try reader.byte() {
        case 0: contact = nil
        case 1: contact = Witness.Contact(device: try reader.identifier(), found: false)
        case 2: contact = Witness.Contact(device: try reader.identifier(), found: true)
        default: throw .badValue("a witness's contact")
        }
        let heard = try dots(maximum: Limits.listEntriesMaximum)
        for (one, next) in zip(heard, heard.dropFirst()) where one.author == next.author {
            throw .notCanonical("a witness's authors")
        }
        return Witness(heard: heard, contact: contact)
    }

    private mutating func revoke() throws(CodecError) -> Revocation {
        let device: DeviceKey = try reader.identifier()
        let count = try reader.count(maximum: Limits.listEntriesMaximum, of: "bounds")
        var bounds: [LogPosition] = []
        for _ in 0..<count {
            let next = try position()
            if let last = bounds.last, last.author >= next.author {
                throw .notCanonical("a revocation's bounds")
            }
            bounds.append(next)
        }
        return Revocation(device: device, bounds: bounds)
    }

    private mutating func position() throws(CodecError) -> LogPosition {
        LogPosition(
            author: try table.identifier(at: try reader.integer()),
            ordinal: try reader.integer(), hash: try reader.identifier())
    }
}

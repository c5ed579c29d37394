package import CRDT

/// One attendee as a table states it, checked and normalised.
package struct AttendeeRow: Hashable, Sendable {
    /// Where the row starts in its file.
    package let line: Int
    package let name: PersonName
    package let email: EmailAddress?
    package let cpf: CPF?
    package let phone: String?
    package let category: String?
    /// An opaque code, exactly as written but for white space around it.
    package let ticket: String?
    /// The source's own id, exactly as written but for white space around it.
    package let id: String?
    package let notes: String?
    /// The person's own id, where the file is an export of ours.
    package let person: PersonID?
    package let key: RowKey

    /// Reads a record; the first thing that is wrong with it, in the order of the fields, counts.
    package init(record: CSVRecord, header: AttendeeHeader) throws(RowRefusal) {
        self.line = record.line
        let names = [header.text(of: .name, in: record), header.text(of: .family, in: record)]
        self.name = try Self.name(names.filter { !$0.isEmpty }.joined(separator: " "))
        self.email = try Self.email(header.text(of: .email, in: record))
        self.cpf = try Self.cpf(header.text(of: .cpf, in: record))
        self.phone = try Self.text(.phone, header.text(of: .phone, in: record))
        self.category = try Self.text(.category, header.text(of: .category, in: record))
        self.ticket = try Self.code(.ticket, header.text(of: .ticket, in: record))
        self.id = try Self.code(.id, header.text(of: .id, in: record))
        self.notes = try Self.text(.notes, header.text(of: .notes, in: record))
        self.person = PersonID(hex: PlainText.trimmed(header.text(of: .person, in: record)))
        self.key = try Self.key(id: id, cpf: cpf, email: email, ticket: ticket, person: person)
    }
}

extension AttendeeRow {
    /// All that the row says, in one canonical form: equal bytes, equal people.
    ///
    /// Each field with its length before it (4 bytes, little-endian), in the order of
    /// `AttendeeField`; an e-mail's case and a CPF's punctuation don't show, nor does the line.
    package var contentBytes: [UInt8] {
        let fields = [
            name.text, email?.key, cpf?.digits, phone, category, ticket, id, notes,
            person?.description,
        ]
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        for field in fields {
            let text = field ?? ""
            withUnsafeBytes(of: UInt32(clamping: text.utf8.count).littleEndian) {
                bytes.append(contentsOf: $0)
            }
            bytes.append(contentsOf: text.utf8)
        }
        return bytes
    }

    static func name(_ raw: String) throws(RowRefusal) -> PersonName {
        do throws(PersonName.Problem) {
            return try PersonName(raw)
        } catch {
            switch error {
            case .empty: throw .nameMissing
            case .tooLong(let characters, let limit):
                throw .nameTooLong(characters: characters, limit: limit)
            case .controlCharacters: throw .controlCharacters(.name)
            }
        }
    }

    static func email(_ raw: String) throws(RowRefusal) -> EmailAddress? {
        do throws(EmailAddress.Problem) {
            return try EmailAddress(raw)
        } catch .empty {
            return nil
        } catch {
            throw .emailInvalid(error)
        }
    }

    static func cpf(_ raw: String) throws(RowRefusal) -> CPF? {
        if PlainText.normalized(raw).isEmpty {
            return nil
        }
        do throws(CPF.Problem) {
            return try CPF(raw)
        } catch {
            throw .cpfInvalid(error)
        }
    }

    static func text(
        _ field: AttendeeField, _ raw: String
    ) throws(RowRefusal) -> String? {
        try checked(field, PlainText.normalized(raw))
    }

    /// Codes are somebody else's: no composition, no folding, only the space around them goes.
    static func code(
        _ field: AttendeeField, _ raw: String
    ) throws(RowRefusal) -> String? {
        try checked(field, PlainText.trimmed(raw))
    }

    private static func checked(
        _ field: AttendeeField, _ text: String
    ) throws(RowRefusal) -> String? {
        guard !text.isEmpty else {
            return nil
        }
        guard text.unicodeScalars.count <= field.charactersMax else {
            throw .fieldTooLong(field, limitCharacters: field.charactersMax)
        }
        guard !PlainText.hasControls(text) else {
            throw .controlCharacters(field)
        }
        return text
    }

    private static func key(
        id: String?, cpf: CPF?, email: EmailAddress?, ticket: String?, person: PersonID?
    ) throws(RowRefusal) -> RowKey {
        // People of an export may share an e-mail; their own ids they don't.
        if let person {
            return RowKey(kind: .person, value: person.description)
        }
        if let id {
            return RowKey(kind: .id, value: id)
        }
        if let cpf {
            return RowKey(kind: .cpf, value: cpf.digits)
        }
        if let email {
            return RowKey(kind: .email, value: email.key)
        }
        if let ticket {
            return RowKey(kind: .ticket, value: ticket)
        }
        throw .noKey
    }
}

internal import CRDT

/// A blob beside the log: a few texts about a person, with the salt that makes its hash a
/// commitment.
///
/// Whoever erases the sheet erases the salt, and the log's hash says nothing any more.
///
/// Bytes: version 0, salt (32), then for each field in ascending order its number and counted
/// UTF-8.
struct Sheet: Hashable, Sendable {
    /// What a sheet may hold; numbers are part of the format.
    enum Field: UInt8, Hashable, Sendable, CaseIterable {
        /// A person's name, or the text of a label.
        case name = 1
        /// What a gate should know.
        case notes = 2
        /// Contact: e-mail as written.
        case email = 16
        /// Contact: CPF, digits.
        case cpf = 17
        /// Contact: telephone as written.
        case phone = 18
        /// Contact: ticket code as written.
        case ticket = 19
        /// Contact: the id in the imported file.
        case sourceID = 20
    }

    static let saltCount = 32
    private(set) var fields: [Field: String]
    let salt: [UInt8]

    init(salt: [UInt8], _ fields: [Field: String?]) {
        self.salt = salt
        self.fields = fields.compactMapValues { $0 }.filter { !$0.value.isEmpty }
    }

    /// Reads a sheet; nil for anything but its one encoding.
    init?(_ bytes: [UInt8]) {
        guard let sheet = try? Self.read(bytes) else { return nil }
        self = sheet
    }

    subscript(field: Field) -> String? { fields[field] }

    var bytes: [UInt8] {
        var writer = ByteWriter(capacity: 64 + fields.values.reduce(0) { $0 + $1.utf8.count + 3 })
        writer.byte(0)
        writer.raw(salt)
        for field in Field.allCases {
            guard let text = fields[field] else { continue }
            writer.byte(field.rawValue)
            writer.text(text)
        }
        return writer.bytes
    }

    private static func read(_ bytes: [UInt8]) throws(CodecError) -> Sheet {
        var reader = ByteReader(bytes)
        guard try reader.byte() == 0 else { throw .unknownVersion(UInt64(bytes.first ?? 0)) }
        let salt = Array(try reader.raw(saltCount))
        var fields: [Field: String] = [:]
        var last: UInt8 = 0
        while reader.remaining > 0 {
            let number = try reader.byte()
            guard number > last, let field = Field(rawValue: number) else {
                throw .notCanonical("a sheet")
            }
            last = number
            fields[field] = try reader.text(maximum: Limits.blobBytesMaximum)
        }
        return Sheet(salt: salt, fields)
    }
}

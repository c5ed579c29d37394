internal import CRDT
internal import Foundation

/// Fills in names when a conflict is shown: of people, doors, operators and devices, as far as they
/// are known here.
final class ConflictNames {
    let queries: Queries
    let language: SentenceLanguage
    let zone: TimeZone
    private let devices: [DeviceKey: String]
    /// The entities under which registers speak of devices.
    private let entities: [CheckpointID: DeviceKey]
    private var people: [PersonID: Person] = [:]

    /// How many scalars of a name are shown.
    static let scalarsMaximum = 200
    /// How many digits stand for somebody whose name isn't known here.
    static let shortIDDigits = 8

    /// What is known here of a person.
    struct Person {
        /// Nil where the name never came, or was erased.
        let name: String?
        let category: String?
    }

    init(_ queries: Queries, _ language: SentenceLanguage) throws {
        self.queries = queries
        self.language = language
        zone = try queries.timeZone()
        devices = try queries.deviceNames()
        entities = Dictionary(
            devices.keys.map { (LogHash.device($0, space: queries.space), $0) },
            uniquingKeysWith: { first, _ in first })
    }

    func person(_ id: PersonID) throws -> Person {
        if let known = people[id] { return known }
        guard let row = try queries.interner.existingPersonRow(id) else {
            return Person(name: nil, category: nil)
        }
        let name = try queries.profile(of: row)?[.name]
        let person = Person(name: name.map(Self.shown), category: try queries.category(of: row))
        people[id] = person
        return person
    }

    /// The name, or that there is none with a short id.
    func personText(_ id: PersonID?) throws -> String {
        guard let id else { return missing }
        return try person(id).name ?? "\(missing) \(id.description.prefix(Self.shortIDDigits))"
    }

    var missing: String { ConflictStrings.nameMissing.text(language) }

    func checkpoint(_ id: CheckpointID?) throws -> String? {
        guard let id else { return nil }
        if let key = entities[id] { return device(key) }
        guard let row = try queries.interner.existingCheckpointRow(id) else {
            return String(id.description.prefix(Self.shortIDDigits))
        }
        return Self.shown(try queries.checkpointName(row))
    }

    func device(_ key: DeviceKey?) -> String {
        guard let key else { return missing }
        return devices[key].map(Self.shown)
            ?? String(key.description.prefix(Self.shortIDDigits))
    }

    func device(ofLog log: AuthorID) throws -> String {
        guard let record = try queries.log.author(log), let introduction = record.introduction
        else { return String(log.description.prefix(Self.shortIDDigits)) }
        return device(introduction.device)
    }

    /// The door's label; the device's name where there is none.
    func gate(_ operation: ConflictOperation) throws -> String {
        let author = operation.dot.author
        guard operation.gate > 0 else { return try device(ofLog: author) }
        return try label(of: author, LabelCode.gate, operation.gate) ?? "#\(operation.gate)"
    }

    /// The operator's name; nil for unnamed, or where the name isn't known here.
    func operatorName(of log: AuthorID, label number: UInt64) throws -> String? {
        try label(of: log, LabelCode.operatorName, number)
    }

    /// The reason that a supervisor gave; nil for none, or where it isn't known here.
    func note(_ operation: ConflictOperation) throws -> String? {
        try label(of: operation.dot.author, LabelCode.reason, operation.note)
    }

    /// What a label says: a branch's own, or that of the log which it left.
    private func label(of log: AuthorID, _ kind: Int64, _ number: UInt64) throws -> String? {
        guard number > 0, let record = try queries.log.author(log) else { return nil }
        return try queries.label(author: record.row, kind: kind, number: number).map(Self.shown)
    }

    /// What a register's value means to people.
    func value(_ bytes: [UInt8], of field: RegisterKey.Field) throws -> String {
        let missing = ConflictStrings.valueMissing.text(language)
        switch field {
        case .name, .starts, .ends, .timezone, .category:
            return Self.shown(String(decoding: bytes, as: UTF8.self))
        case .capacity:
            var reader = ByteReader(bytes)
            return (try? reader.integer()).map { "\($0)" } ?? missing
        case .policy:
            return bytes.first.flatMap(AdmissionPolicy.init(rawValue:))?.word ?? missing
        case .profile:
            return try queries.sheet(ofProfile: bytes, at: 0)?[.name].map(Self.shown) ?? missing
        case .blocked:
            let isBlocked = bytes.first == 1
            return (isBlocked ? ConflictStrings.yes : ConflictStrings.no).text(language)
        }
    }

    /// A text from outside without control characters, and bounded.
    static func shown(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars
        where !PlainText.isControl(scalar) && !PlainText.isInvisible(scalar) {
            guard scalars.count < scalarsMaximum else {
                scalars.append("…")
                break
            }
            scalars.append(scalar)
        }
        return String(scalars)
    }
}

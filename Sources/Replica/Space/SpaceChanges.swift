public import CRDT

/// What is to change in a space's settings; nil says nothing of one.
public struct SpaceChanges: Codable, Hashable, Sendable {
    /// The event's name, 1–200 bytes.
    public var name: String?
    /// When it starts, RFC 3339.
    public var starts: String?
    /// When it ends, RFC 3339.
    public var ends: String?
    /// The IANA time zone.
    public var timezone: String?
    /// How many people may be inside.
    public var capacity: Capacity?
    /// How often one ticket admits.
    public var policy: AdmissionPolicy?
    /// What is done at a gate that doesn't hear every peer that it knows.
    public var isolation: IsolationPolicy?

    /// A limit to the people inside, or none.
    public enum Capacity: Codable, Hashable, Sendable {
        /// At most so many, from 1.
        case people(UInt64)
        /// As many as come.
        case unlimited
    }

    /// Changes of the given settings.
    public init(
        name: String? = nil, starts: String? = nil, ends: String? = nil, timezone: String? = nil,
        capacity: Capacity? = nil, policy: AdmissionPolicy? = nil,
        isolation: IsolationPolicy? = nil
    ) {
        self.name = name
        self.starts = starts
        self.ends = ends
        self.timezone = timezone
        self.capacity = capacity
        self.policy = policy
        self.isolation = isolation
    }

    /// Whether nothing is to change.
    public var isEmpty: Bool { self == SpaceChanges() }
}

extension IsolationPolicy: Codable {}

extension AdmissionPolicy: Codable {
    /// Reads ``word``; nil for anything else.
    public init?(word: String) {
        guard let policy = AdmissionPolicy.allCases.first(where: { $0.word == word }) else {
            return nil
        }
        self = policy
    }

    /// Reads the word.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let word = try container.decode(String.self)
        guard let policy = AdmissionPolicy(word: word) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "«\(word)» is no policy.")
        }
        self = policy
    }

    /// Writes the word.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(word)
    }
}

extension SpaceChanges {
    /// One register to write.
    struct Setting {
        /// The word that programs see.
        let word: String
        let field: RegisterKey.Field
        let value: [UInt8]
        /// Whether nothing written means the same.
        let isDefault: Bool

        init(
            _ word: String, _ field: RegisterKey.Field, _ value: [UInt8], isDefault: Bool = false
        ) {
            self.word = word
            self.field = field
            self.value = value
            self.isDefault = isDefault
        }
    }

    /// The registers, in the order of their fields.
    var settings: [Setting] {
        var found: [Setting] = []
        if let name { found.append(Setting("name", .name, Array(name.utf8))) }
        if let starts { found.append(Setting("starts", .starts, Array(starts.utf8))) }
        if let ends { found.append(Setting("ends", .ends, Array(ends.utf8))) }
        if let timezone { found.append(Setting("timezone", .timezone, Array(timezone.utf8))) }
        switch capacity {
        case .people(let count):
            var writer = ByteWriter()
            writer.integer(count)
            found.append(Setting("capacity", .capacity, writer.bytes))
        case .unlimited: found.append(Setting("capacity", .capacity, [], isDefault: true))
        case nil: break
        }
        if let policy {
            found.append(
                Setting("policy", .policy, [policy.rawValue], isDefault: policy == .reentry))
        }
        if let isolation {
            found.append(
                Setting(
                    "isolation", .category, Array(isolation.rawValue.utf8),
                    isDefault: isolation == .failOpen))
        }
        return found
    }

    /// The changes as they may stand in the log.
    ///
    /// - Parameter current: the start and the end that hold where only one of them is to change.
    func checked(against current: (starts: String?, ends: String?)) throws(ReplicaError)
        -> SpaceChanges
    {
        var checked = self
        if let name { checked.name = try DataFolder.checkedName(name) }
        for text in [starts, ends, timezone] {
            guard text?.utf8.count ?? 0 <= Limits.textBytesMaximum else {
                throw ReplicaError(
                    .invalid,
                    "A setting has at most \(Limits.textBytesMaximum) bytes. Write times like "
                        + "2026-11-23T09:00:00-03:00, time zones like America/Sao_Paulo.")
            }
        }
        if case .people(let count) = capacity, !(1...Limits.integerMaximum).contains(count) {
            throw ReplicaError(
                .invalid,
                "A capacity is from 1 to \(Limits.integerMaximum). For no limit, set it to none.")
        }
        var settings = SpaceSettings(name: name ?? "", timezone: timezone)
        if starts != nil || ends != nil {
            settings.starts = starts ?? current.starts
            settings.ends = ends ?? current.ends
        }
        try SpaceSettingsCheck.check(settings)
        return checked
    }
}

internal import CRDT
internal import Schedule

/// Whom a checkpoint lets in, and when: what its registers say.
struct CheckpointRules: Hashable {
    /// Whether it is closed: an activity that doesn't take place.
    var isClosed = false
    /// How often one ticket admits here; nil for as the space says.
    var policy: AdmissionPolicy?
    /// When an activity's room opens, seconds since 1970; nil for always.
    var opens: Int64?
    /// When an activity's room closes, seconds since 1970; nil for never.
    var closes: Int64?
    /// When another checkpoint is open; empty for always.
    var hours: [OpeningHours] = []
    /// The categories that are let in; empty for all.
    var categories: [String] = []
    /// How many people it has room for; nil for no limit.
    var capacity: UInt64?

    /// Whether it is an activity's: nobody is in two of them at once.
    var isActivity: Bool { opens != nil }

    /// How long before an activity begins its room opens, seconds.
    static let opensBeforeSeconds: Int64 = 60 * 60

    /// Reads the registers of a checkpoint's row; 0 for one that nobody has written of.
    init(row: Int64, _ queries: Queries) throws {
        guard row != 0 else { return }
        let values = try queries.displayed(EntityCode.checkpoint, row)
        guard !values.isEmpty else { return }
        func value(_ field: RegisterKey.Field) -> [UInt8]? { values[field] }
        func instant(_ field: RegisterKey.Field) -> Int64? {
            value(field).flatMap {
                LocalInstant(text: String(decoding: $0, as: UTF8.self))?.seconds
            }
        }
        isClosed = value(.blocked) == [1]
        policy = value(.policy)?.first.flatMap(AdmissionPolicy.init(rawValue:))
        if let written = value(.starts), OpeningHours.isMeant(by: written) {
            hours = OpeningHours.read(written)
        } else {
            opens = instant(.starts).map { $0 - Self.opensBeforeSeconds }
            closes = instant(.ends)
        }
        categories = value(.category).map(Self.categories) ?? []
        capacity = value(.capacity).flatMap { bytes in
            var reader = ByteReader(bytes)
            return try? reader.integer()
        }.flatMap { $0 > 0 ? $0 : nil }
    }

    /// Why somebody isn't let in; nil for nothing.
    ///
    /// - Parameters:
    ///   - category: the person's.
    ///   - inside: how many are inside.
    ///   - seconds: now, since 1970.
    func refusal(category: String?, inside: Int, seconds: Int64) -> ReasonCode? {
        if isClosed { return .rules }
        if !categories.isEmpty {
            let wanted = SearchKey.folded(category ?? "")
            guard categories.contains(where: { SearchKey.folded($0) == wanted }) else {
                return .product
            }
        }
        if opens.map({ seconds < $0 }) ?? false || closes.map({ seconds >= $0 }) ?? false {
            return .invalidTime
        }
        if !hours.isEmpty, !hours.contains(where: { $0.contains(seconds) }) { return .invalidTime }
        if let capacity, UInt64(clamping: inside) >= capacity { return .capacity }
        return nil
    }

    // MARK: - Values

    /// Categories are lines.
    static func value(categories: [String]) -> [UInt8] {
        Array(categories.joined(separator: "\n").utf8)
    }

    private static func categories(_ value: [UInt8]) -> [String] {
        String(decoding: value, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    static func value(capacity: UInt64) -> [UInt8] {
        var writer = ByteWriter(capacity: 9)
        writer.integer(min(capacity, Limits.integerMaximum))
        return writer.bytes
    }
}

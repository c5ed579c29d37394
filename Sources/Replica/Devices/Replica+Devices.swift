internal import CRDT
internal import SQLite

/// A change to what organisers say of a device.
public enum DeviceChange: Codable, Hashable, Sendable {
    /// Another name; empty for that which it joined with.
    case rename(String)
    /// It isn't used any more, or is again.
    case retire(Bool)
    /// How many people it may register at the door; nil for no word on it.
    case allot(UInt64?)
}

extension Replica {
    /// Changes what is said of a device; only what differs is written.
    ///
    /// A retired device is no longer waited for; it isn't expelled: what it writes counts.
    ///
    /// - Parameters:
    ///   - text: its name, or the beginning of its key.
    ///   - operationID: asked twice, it is one change.
    public func change(
        device text: String, _ change: DeviceChange, operatorName: String? = nil,
        operationID: String? = nil
    ) throws -> MemberReport {
        let key = try write { transaction in
            try transaction.answering(operationID) {
                try transaction.requireRole(.organiser, to: "change what is said of devices")
                let key = try transaction.queries.device(named: text).key
                let id = LogHash.device(key, space: space)
                let (field, value) = try Self.register(of: change)
                let wanted = ProgrammeImport.Wanted(
                    key: RegisterKey(.checkpoint(id), field), value: value)
                if try !transaction.queries.isSo(wanted) {
                    try transaction.write([wanted], operatorName: operatorName)
                }
                return key.description
            }
        }
        guard let report = try members().first(where: { $0.device == key }) else {
            throw ReplicaError(.notFound, "There is no member \(key).")
        }
        return report
    }

    private static func register(
        of change: DeviceChange
    ) throws -> (RegisterKey.Field, [UInt8]) {
        switch change {
        case .rename(let name):
            return (.category, name.isEmpty ? [] : Array(try DataFolder.checkedName(name).utf8))
        case .retire(let isRetired): return (.blocked, [isRetired ? 1 : 0])
        case .allot(nil): return (.capacity, [])
        case .allot(let count?): return (.capacity, CheckpointRules.value(capacity: count))
        }
    }

    /// Everybody who was ever admitted, highest rank first, then by name.
    public func members() throws -> [MemberReport] {
        try read { queries in
            let membership = try queries.membership()
            let names = try queries.deviceNames()
            let stations = try queries.stationDevices()
            let hasRights = try queries.hasWalkInRights()
            return try membership.grants.map { dot, grant in
                let settings = try queries.settings(of: grant.device)
                let isCounted = hasRights && stations.contains(grant.device)
                return MemberReport(
                    device: grant.device.description, name: names[grant.device] ?? grant.name,
                    role: grant.role.word, grantedBy: dot.description,
                    revoked: membership.isRevoked(grant.device, rank: grant.role.rank),
                    retired: settings.isRetired, walkInRights: settings.walkIns,
                    walkIns: try isCounted
                        ? queries.walkInAccount(of: grant.device, stations: stations).spent : nil)
            }.sorted {
                (Role(word: $0.role)?.rawValue ?? 0, $0.name, $0.device)
                    < (Role(word: $1.role)?.rawValue ?? 0, $1.name, $1.device)
            }
        }
    }
}

/// A member as `members` tells it.
public struct MemberReport: Codable, Hashable, Sendable {
    /// The public key, 64 hexadecimal digits.
    public var device: String
    /// Its name: that which it chose, or was given since; of two that share one, with the first
    /// digits of the key.
    public var name: String
    /// What it may do.
    public var role: String
    /// The grant's dot.
    public var grantedBy: String
    /// Whether it is expelled.
    public var revoked: Bool
    /// Whether it isn't used any more.
    public var retired: Bool
    /// How many people it may register at the door; nil where nobody said.
    public var walkInRights: UInt64?
    /// How many it has registered; nil where that isn't counted.
    public var walkIns: Int?

    enum CodingKeys: String, CodingKey {
        case device, name, role, grantedBy, revoked, retired
        case walkInRights = "walkin_rights"
        case walkIns = "walkins"
    }

    /// Writes every field, the empty ones as `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(device, forKey: .device)
        try container.encode(name, forKey: .name)
        try container.encode(role, forKey: .role)
        try container.encode(grantedBy, forKey: .grantedBy)
        try container.encode(revoked, forKey: .revoked)
        try container.encode(retired, forKey: .retired)
        try container.encode(walkInRights, forKey: .walkInRights)
        try container.encode(walkIns, forKey: .walkIns)
    }
}

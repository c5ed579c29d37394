/// What a device may do; a lower number, part of the format, ranks higher.
public enum Role: UInt8, Hashable, Sendable, CaseIterable {
    /// Stands in for the recovery key in daily life.
    case authority = 0
    /// A server of the organisers.
    case coordinator = 1
    /// An organiser's own device.
    case organiser = 2
    /// A check-in desk.
    case station = 3
    /// Reads, and says how far it has read.
    case observer = 4

    /// The rank: a device grants and revokes strictly lower ranks only.
    ///
    /// Station and observer share the lowest.
    public var rank: UInt8 {
        switch self {
        case .authority: 3
        case .coordinator: 2
        case .organiser: 1
        case .station, .observer: 0
        }
    }

    /// The word that programs and people use.
    public var word: String {
        switch self {
        case .authority: "authority"
        case .coordinator: "coordinator"
        case .organiser: "organiser"
        case .station: "station"
        case .observer: "observer"
        }
    }

    /// Reads ``word``; nil for anything else.
    public init?(word: String) {
        guard let role = Role.allCases.first(where: { $0.word == word }) else { return nil }
        self = role
    }

    /// Whether the role may write operations of this kind.
    public func permits(_ operation: Operation) -> Bool {
        switch operation {
        case .label, .witness: true
        case .enrol, .cancel, .enter, .exit, .undo, .attempt, .alias, .retract, .resolve:
            self != .observer
        case .write(let write):
            switch write.key.entity {
            // A desk may correct who somebody is; whom to keep out is for the organisers.
            case .person where write.key.field == .blocked: rank >= Role.organiser.rank
            case .person: self != .observer
            case .space, .checkpoint: rank >= Role.organiser.rank
            }
        case .grant(let grant): rank > grant.role.rank
        case .relate, .revoke, .adopt: rank >= Role.organiser.rank
        case .rootGrant: self == .authority
        // The root's own word: whoever is admitted may pass it on.
        case .rootRevoke: true
        case .unknown: false
        }
    }
}

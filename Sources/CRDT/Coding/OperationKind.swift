/// The first byte of an encoded operation; numbers are part of the format.
enum OperationKind: UInt8 {
    case enrol = 1
    case cancel = 2
    case enter = 3
    case exit = 4
    case undo = 5
    case attempt = 6
    case write = 7
    case alias = 8
    case relate = 9
    case retract = 10
    case label = 11
    case witness = 12
    case resolve = 13
    case rootGrant = 14
    case grant = 15
    case revoke = 16
    case adopt = 17
    case rootRevoke = 18
    /// Stands for every kind from ``Operation/unknownKindMinimum`` up.
    case unknown = 64
}

extension Operation {
    /// The kind that is written first.
    var kind: OperationKind {
        switch self {
        case .enrol: .enrol
        case .cancel: .cancel
        case .enter: .enter
        case .exit: .exit
        case .undo: .undo
        case .attempt: .attempt
        case .write: .write
        case .alias: .alias
        case .relate: .relate
        case .retract: .retract
        case .label: .label
        case .witness: .witness
        case .resolve: .resolve
        case .rootGrant: .rootGrant
        case .grant: .grant
        case .revoke: .revoke
        case .adopt: .adopt
        case .rootRevoke: .rootRevoke
        case .unknown: .unknown
        }
    }

    /// The kind's number, as `log` and the documentation show it.
    public var kindNumber: UInt64 {
        switch self {
        case .unknown(let kind, _): kind
        default: UInt64(kind.rawValue)
        }
    }

    /// The kind's name, as `log` shows it.
    public var kindName: String {
        switch self {
        case .unknown(let kind, _): "unknown-\(kind)"
        default: "\(kind)"
        }
    }
}

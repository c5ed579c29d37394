internal import CRDT

/// A passage's method, reason and confidence in one stored integer.
struct PassageShape: Hashable {
    let rawValue: Int64

    init(rawValue: Int64) { self.rawValue = rawValue }

    init(_ passage: Passage) {
        rawValue =
            Int64(passage.method.rawValue) | Int64(passage.confidence.rawValue) << 2
            | Int64(passage.reason.rawValue) << 4
    }

    var method: Passage.Method {
        Passage.Method(rawValue: UInt8(truncatingIfNeeded: rawValue & 3)) ?? .scan
    }
    var confidence: Passage.Confidence {
        Passage.Confidence(rawValue: UInt8(truncatingIfNeeded: rawValue >> 2 & 3)) ?? .stale
    }
    var reason: ReasonCode {
        ReasonCode(rawValue: UInt8(truncatingIfNeeded: rawValue >> 4)) ?? .ok
    }
}

/// How a label's kind and content are stored.
enum LabelCode {
    static let gate: Int64 = 0
    static let operatorName: Int64 = 1
    static let reason: Int64 = 2

    static func stored(_ content: Label.Content) -> (kind: Int64, value: [UInt8]) {
        switch content {
        case .gate(let text): (gate, Array(text.utf8))
        case .operator(let commitment): (operatorName, commitment.bytes)
        case .reason(let commitment): (reason, commitment.bytes)
        }
    }
}

/// What a removal takes away: an edge only counts for rows of its own kind.
enum RemovalKind: Int64 {
    case cancel = 0
    case undo = 1
    case retract = 2
    case overwrite = 3

    init?(_ operation: Operation) {
        switch operation {
        case .cancel: self = .cancel
        case .undo: self = .undo
        case .retract: self = .retract
        case .write: self = .overwrite
        case .enrol, .enter, .exit, .attempt, .alias, .relate, .label, .witness, .resolve,
            .rootGrant, .grant, .revoke, .adopt, .rootRevoke, .unknown:
            return nil
        }
    }

    /// The tables whose rows it may take away.
    var tables: [DerivedTable] {
        switch self {
        case .cancel: [.enrolment]
        case .undo: [.attendance]
        case .retract: [.alias, .relation]
        case .overwrite: [.register]
        }
    }
}

extension DotKey {
    /// The keys of all operations of an author.
    static func sequenceRange(ofAuthor row: Int64) -> ClosedRange<Int64> {
        (row << sequenceBits)...(row << sequenceBits | (1 << sequenceBits - 1))
    }
}

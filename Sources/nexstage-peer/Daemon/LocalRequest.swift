import CRDT
import Replica

/// What a command asks of whoever writes for it: the daemon that runs on the folder, or itself.
///
/// One line of JSON on the local socket. Both sides are always the same release.
enum LocalRequest: Codable, Sendable {
    case checkIn(CheckinRequest, language: String)
    case undo(UndoRequest)
    case enrol(person: String, By)
    case enrolNew(PersonForm, By)
    case cancel(person: String, By)
    case reactivate(person: String, By)
    case walkIn(name: String, email: String?, cpf: String?, By)
    case setPerson(person: String, PersonForm, By)
    case join(one: String, other: String, By)
    case split(one: String, other: String, By)
    case setSpace(SpaceChanges, By)
    case addCheckpoint(name: String)
    case setCheckpoint(name: String, CheckpointChanges, By)
    case resolve(ids: [String], decision: String, operatorName: String?, language: String)
    case changeDevice(device: String, DeviceChange, By)
    case reopen(ids: [String], operatorName: String?, language: String)
    case invite(role: String, milliseconds: UInt64, addresses: [String])
    /// Something was written by another process: tell the peers.
    case changed
    /// Where do you listen, whom do you hear?
    case state

    /// Who asks, and by which name for this request.
    struct By: Codable, Sendable {
        var operatorName: String?
        var operationID: String?
    }
}

/// The answer to a ``LocalRequest``.
enum LocalAnswer: Codable, Sendable {
    case verdict(VerdictReport)
    case undone(UndoReport)
    case enrolment(EnrolmentReport)
    case relation(RelationReport)
    case settings(SpaceChangeReport)
    case checkpoint(CheckpointReport)
    case member(MemberReport)
    case resolved([ConflictReport])
    case invitation(text: String, expires: UInt64, addresses: [String])
    case state(DaemonState)
    case done
    case failed(code: String, message: String)

    /// What the body gives, or its failure in the words of the engine.
    init(_ body: () throws -> LocalAnswer) {
        do {
            self = try body()
        } catch {
            self = LocalAnswer(error)
        }
    }

    /// A failure in the words of the engine.
    init(_ error: any Error) {
        let error = error as? ReplicaError ?? ReplicaError(.storage, "\(error)")
        self = .failed(code: error.code.rawValue, message: error.message)
    }
}

/// What a running daemon says about itself.
struct DaemonState: Codable, Sendable {
    /// Its process id.
    var process: Int32
    /// Where it listens, `host:port`; nil where it doesn't.
    var listening: String?
    /// The peers that it hears, and those that it heard.
    var peers: [DaemonPeer]
}

/// A peer, or an address where nobody answers, as the daemon sees it.
struct DaemonPeer: Codable, Hashable, Sendable {
    var name: String?
    var device: String?
    var address: String
    /// `unreachable`, `connecting`, `syncing`, `up_to_date` or `lost`.
    var state: String
    var lastContact: UInt64?
    var offsetMilliseconds: Int64?
    var roundTripMilliseconds: UInt64?
    var behind: UInt64
    var ahead: UInt64

    enum CodingKeys: String, CodingKey {
        case name, device, address, state
        case lastContact = "last_contact"
        case offsetMilliseconds = "offset_ms"
        case roundTripMilliseconds = "round_trip_ms"
        case behind, ahead
    }

    var isInContact: Bool { state == "syncing" || state == "up_to_date" }
}

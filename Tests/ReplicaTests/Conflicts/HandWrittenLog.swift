import CRDT
import Foundation
import Replica
import Sodium
import Testing

/// The log of a device that was admitted to a cluster's space, written by hand.
///
/// It takes any operations at any time, also what no honest replica writes. A copy of the value
/// that grows is a branch.
struct HandWrittenLog {
    let author: AuthorID
    let device: DeviceKey
    private let keys: Ed25519.KeyPair
    private let introduction: Delta.Introduction
    private let credential: Dot
    private let space: SpaceID
    private var hash: Hash256
    private var dictionary = LogDictionary()
    private var ordinal: UInt64 = 0
    private var sequence: UInt64 = 0
    private var last = HybridTimestamp.zero
    /// The runs so far, one for each delta.
    private(set) var runs: [[UInt8]] = []
    /// The same, each with the hash on which it builds.
    private(set) var basedRuns: [[UInt8]] = []
    /// The log as it was before each delta.
    private(set) var earlier: [Int: HandWrittenLog] = [:]
    /// The places after each delta.
    private(set) var positions: [LogPosition] = []

    /// Admits a device with a key of its own; the coordinator grants the role.
    init(_ name: String, _ role: Role, in cluster: TestCluster) throws {
        let folder = DataFolder(path: cluster.root + "/by-hand-" + name)
        let environment = cluster.environment(0)
        try folder.initialise(name: name, environment: environment)
        let text = try String(contentsOfFile: folder.path + "/device.key", encoding: .utf8)
        let seed = [UInt8](hex: text.trimmingCharacters(in: .whitespacesAndNewlines))
        keys = try Ed25519.KeyPair(seed: try #require(seed))
        let invitation = try cluster.replicas[0].invite(
            role: role, milliseconds: 60_000, addresses: [])
        let request = try Replica.joinRequest(invitation, in: folder, environment: environment)
        _ = cluster.replicas[0].answerJoin(request.bytes)
        device = try #require(DeviceKey(bytes: keys.publicKey))
        let key = device.description
        let members = try cluster.replicas[0].members()
        let member = try #require(members.first { $0.device == key })
        credential = try #require(Dot(text: member.grantedBy))
        space = cluster.replicas[0].space
        let nonce = try environment.randomBytes(16)
        introduction = Delta.Introduction(
            device: device, nonce: try #require(Tag128(bytes: nonce)))
        author = LogHash.author(introduction, space: space)
        hash = LogHash.chainStart(author: author, space: space)
    }

    /// The place after the newest delta.
    var head: LogPosition { LogPosition(author: author, ordinal: ordinal, hash: hash) }

    /// The dot that the next operation will have.
    var next: Dot { Dot(author, sequence + 1) }

    /// Appends one delta.
    ///
    /// - Parameters:
    ///   - wall: what the device's own clock says, milliseconds since 1970.
    ///   - clock: the hybrid clock; that of the wall where none is given.
    /// - Returns: the dot of the first operation.
    @discardableResult
    mutating func append(
        at wall: UInt64, clock: HybridTimestamp? = nil, _ operations: [CRDT.Operation]
    ) throws -> Dot {
        var before = self
        before.earlier = [:]
        earlier[Int(ordinal)] = before
        let time = max(
            clock ?? HybridTimestamp(milliseconds: wall), last.advanced(by: 1))
        let delta = Delta(
            ordinal: ordinal + 1, firstSequence: sequence + 1,
            introduction: ordinal == 0 ? introduction : nil, time: time,
            wallOffsetMilliseconds: Int64(wall) - Int64(time.milliseconds),
            credential: credential, operations: operations)
        let bytes = try DeltaCodec.encode(delta, author: author)
        let base = hash
        hash = LogHash.chain(hash, bytes)
        let message = LogHash.headMessage(
            space: space, author: author, ordinal: delta.ordinal, sequence: delta.lastSequence,
            hash: hash)
        let signed = Run.SignedDelta(delta: delta, bytes: bytes, signature: keys.sign(message))
        var known = dictionary
        basedRuns.append(
            try RunCodec.encode(
                Run(author: author, baseHash: base, deltas: [signed]), dictionary: &known))
        runs.append(
            try RunCodec.encode(Run(author: author, deltas: [signed]), dictionary: &dictionary))
        ordinal += 1
        positions.append(head)
        sequence = delta.lastSequence
        last = time.advanced(by: UInt64(operations.count))
        return Dot(author, delta.firstSequence)
    }

    /// Leaves out a number, as no honest log does.
    mutating func skipSequence() { sequence += 1 }

    /// The id of the branch that begins with a delta of this log.
    func branch(from ordinal: UInt64) -> AuthorID {
        LogHash.branch(of: author, first: positions[Int(ordinal) - 1].hash)
    }

    /// Gives everything to a replica.
    func deliver(to replica: Replica) throws {
        for run in runs {
            let outcomes = try replica.apply([run])
            let outcome = try #require(outcomes.first)
            switch outcome {
            case .applied, .duplicate, .forked: break
            case .gap, .unverified, .refused: Issue.record("not taken: \(outcome)")
            }
        }
    }
}

import CRDT
import Replica
import Sodium

/// Who writes in a history, and what all replicas hold from the beginning.
struct Cast {
    /// A device with its one log.
    struct Member {
        var name: String
        var role: Role
        var device: DeviceKey
        var author: AuthorID
        var introduction: Delta.Introduction
        /// The grant that it acts under.
        var credential: Dot
        var start = Start()
        /// For real replicas only.
        var keys: Ed25519.KeyPair?
    }

    /// Where a log stands before the history begins.
    struct Start {
        var ordinal: UInt64 = 0
        var sequence: UInt64 = 0
        var hash: Hash256?
        var dictionary = LogDictionary()
    }

    /// The first is the authority.
    var members: [Member]
    /// Grants that everybody holds: nobody in the history can shake them but by revocation.
    var grants: [Dot: Int]
    /// What everybody holds, in memory.
    var founding: [(author: AuthorID, delta: Delta)] = []
    /// Nil in memory.
    var space: SpaceID?

    /// The id of a branch by its first hash; any one-to-one function does in memory.
    func branch(_ author: AuthorID, _ hash: Hash256) -> AuthorID {
        guard space != nil else {
            return AuthorID(high: 0xB, low: hash.words.0)
        }
        return LogHash.branch(of: author, first: hash)
    }

    /// A cast in memory: the authority, and devices of the given roles, numbered from 1.
    ///
    /// - Parameters:
    ///   - granted: how many of the roles the authority has granted from the beginning; the others
    ///     act under grants that the history brings: see ``credential(of:is:)``.
    init(inMemory roles: [Role], granted: Int) {
        let all = [Role.authority] + roles
        members = all.enumerated().map { index, role in
            let number = UInt64(index) + 1
            let device = DeviceKey(words: (number, 0, 0, 0))
            let author = AuthorID(high: 0xA, low: number)
            return Member(
                name: "\(role.word) \(index)", role: role, device: device, author: author,
                introduction: .init(device: device, nonce: Tag128(high: 0, low: number)),
                credential: Dot(AuthorID(high: 0xA, low: 1), number))
        }
        grants = [members[0].credential: 0]
        found(granted: granted)
    }

    private mutating func found(granted: Int) {
        let authority = members[0]
        let root = RootGrant(
            rootKey: authority.device, device: authority.device, name: "root",
            signature: [UInt8](repeating: 1, count: 64))
        var operations = [Operation.rootGrant(root)]
        for (index, member) in members.enumerated().dropFirst().prefix(granted) {
            operations.append(
                .grant(Grant(device: member.device, role: member.role, name: member.name)))
            grants[member.credential] = index
        }
        let delta = Delta(
            ordinal: 1, firstSequence: 1, introduction: authority.introduction, time: .zero,
            credential: authority.credential, operations: operations)
        founding = [(authority.author, delta)]
        members[0].start = Start(ordinal: 1, sequence: UInt64(operations.count))
    }
}

import CRDT
import Foundation
import Replica
import Sodium

extension Cast {
    /// A cast in a real space, whose devices have keys of their own.
    ///
    /// - Parameter granted: how many of the roles the authority grants now.
    init(in space: RealSpace, _ roles: [Role], granted: Int) throws {
        self.space = space.coordinator.space
        grants = [:]
        members = [try Self.authority(of: space)]
        for (index, role) in roles.enumerated() {
            let number = UInt8(index + 1)
            let keys = try Ed25519.KeyPair(
                seed: [UInt8](repeating: number, count: Ed25519.seedCount))
            guard let device = DeviceKey(bytes: keys.publicKey) else { continue }
            let introduction = Delta.Introduction(
                device: device, nonce: Tag128(high: 0, low: UInt64(number)))
            let name = "\(role.word) \(number)"
            var credential = members[0].credential
            if index < granted {
                let grant = CRDT.Operation.grant(Grant(device: device, role: role, name: name))
                credential = try space.coordinator.append([grant])[0]
                grants[credential] = index + 1
            }
            members.append(
                Member(
                    name: name, role: role, device: device,
                    author: LogHash.author(introduction, space: space.coordinator.space),
                    introduction: introduction, credential: credential, keys: keys))
        }
        grants[members[0].credential] = 0
    }

    private static func authority(of space: RealSpace) throws -> Member {
        let replica = space.coordinator
        let text = try String(
            contentsOfFile: replica.folder.path + "/device.key", encoding: .utf8)
        let digits = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let seed = [UInt8](hex: digits),
            let author = try replica.summary().frontier.heads.first?.author
        else { throw CocoaError(.fileReadCorruptFile) }
        let keys = try Ed25519.KeyPair(seed: seed)
        let device = try replica.device
        return Member(
            name: "authority", role: .authority, device: device, author: author,
            introduction: .init(device: device, nonce: Tag128(high: 0, low: 0)),
            credential: Dot(author, 1), keys: keys)
    }

    /// Lets the authority's part of a history go on where its log ends now.
    mutating func startHere(_ replica: Replica) throws {
        guard
            let head = try replica.summary().frontier.heads.first(where: {
                $0.author == members[0].author
            })
        else { return }
        var dictionary = LogDictionary()
        var ordinal: UInt64 = 0
        while case .run(let bytes, let last) = try replica.run(
            of: head.author, branch: nil, after: ordinal, expecting: nil, maximumBytes: 65536)
        {
            _ = try RunCodec.decode(bytes, dictionary: &dictionary)
            ordinal = last
        }
        members[0].start = Start(
            ordinal: head.ordinal, sequence: head.sequence, hash: head.hash,
            dictionary: dictionary)
    }
}

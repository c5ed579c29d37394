internal import CRDT
internal import Sodium

/// What a joining device sends: its key and name, and proof that it holds the invitation's secret.
///
/// The secret itself is never sent. Bytes: version 0, the secret's hash (16), device key (32),
/// counted name, nonce (32), MAC (32): BLAKE2b keyed with the secret.
struct JoinRequest: Hashable {
    var secretHash: [UInt8]
    var device: DeviceKey
    var name: String
    var nonce: [UInt8]
    var mac: [UInt8]

    init(invitation: Invitation, device: DeviceKey, name: String, nonce: [UInt8]) throws {
        secretHash = try Self.hash(of: invitation.secret)
        self.device = device
        self.name = name
        self.nonce = nonce
        mac = []
        mac = try expectedMAC(
            secret: invitation.secret, issuer: invitation.issuer,
            space: LogHash.space(rootKey: invitation.rootKey))
    }

    init(_ bytes: [UInt8]) throws(CodecError) {
        var reader = ByteReader(bytes)
        let version = try reader.byte()
        guard version == 0 else { throw .unknownVersion(UInt64(version)) }
        secretHash = Array(try reader.raw(16))
        device = try reader.identifier()
        name = try reader.text()
        nonce = Array(try reader.raw(32))
        mac = Array(try reader.raw(32))
        try reader.finish()
    }

    var bytes: [UInt8] {
        var writer = ByteWriter(capacity: 200)
        writer.byte(0)
        writer.raw(secretHash)
        writer.identifier(device)
        writer.text(name)
        writer.raw(nonce)
        writer.raw(mac)
        return writer.bytes
    }

    func expectedMAC(secret: [UInt8], issuer: DeviceKey, space: SpaceID) throws -> [UInt8] {
        try BLAKE2b.hash(
            Array("nexstage/join/1".utf8) + space.bytes + issuer.bytes + device.bytes + nonce
                + Array(name.utf8), key: secret)
    }

    static func hash(of secret: [UInt8]) throws -> [UInt8] {
        try BLAKE2b.hash(Array("nexstage/invite/1".utf8) + secret, outputCount: 16)
    }

    /// The key under which the issuer's answer is sealed for the joiner alone.
    func answerKey(secret: [UInt8]) throws -> SecretKey {
        SecretKey(try BLAKE2b.hash(Array("nexstage/join-key/1".utf8) + nonce, key: secret))
    }
}

/// What the issuer answers: the space's tag key, sealed; or why not.
enum JoinReply: Hashable {
    case admitted(nonce: [UInt8], sealed: [UInt8])
    case refused(String)

    init(_ bytes: [UInt8]) throws(CodecError) {
        var reader = ByteReader(bytes)
        switch try reader.byte() {
        case 0:
            self = .admitted(
                nonce: Array(try reader.raw(SecretBox.nonceCount)),
                sealed: try reader.counted(maximum: 1024, of: "bytes"))
        case 1: self = .refused(try reader.text(maximum: 1024))
        default: throw .badValue("a join reply")
        }
        try reader.finish()
    }

    var bytes: [UInt8] {
        var writer = ByteWriter(capacity: 128)
        switch self {
        case .admitted(let nonce, let sealed):
            writer.byte(0)
            writer.raw(nonce)
            writer.counted(sealed)
        case .refused(let why):
            writer.byte(1)
            writer.text(why)
        }
        return writer.bytes
    }
}

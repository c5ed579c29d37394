internal import Foundation
public import CRDT

/// What an organiser hands to a new device: who admits it, where, and a secret that works once.
public struct Invitation: Hashable, Sendable {
    /// The public half of the space's recovery key; its hash is the space id.
    public var rootKey: DeviceKey
    /// The device that wrote the invitation: only it can redeem it.
    public var issuer: DeviceKey
    /// What the new device will be.
    public var role: Role
    /// When it ends, milliseconds since 1970.
    public var expires: UInt64
    /// 16 secret bytes.
    public var secret: [UInt8]
    /// Where the issuer can be reached: `host:port`.
    public var addresses: [String]

    /// How many addresses an invitation may name.
    public static let addressesMaximum = 8
    private static let prefix = "NXS0-"

    /// The text that is handed over: `NXS0-` and base64url without padding.
    public var text: String {
        var writer = ByteWriter(capacity: 160)
        writer.byte(0)
        writer.identifier(rootKey)
        writer.identifier(issuer)
        writer.byte(role.rawValue)
        writer.integer(expires)
        writer.raw(secret)
        writer.integer(UInt64(addresses.count))
        for address in addresses { writer.text(address) }
        let base64 = Data(writer.bytes).base64EncodedString()
        return Self.prefix
            + base64.replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }

    /// An invitation of the given parts.
    public init(
        rootKey: DeviceKey, issuer: DeviceKey, role: Role, expires: UInt64, secret: [UInt8],
        addresses: [String]
    ) {
        self.rootKey = rootKey
        self.issuer = issuer
        self.role = role
        self.expires = expires
        self.secret = secret
        self.addresses = addresses
    }

    /// Reads an invitation's text.
    ///
    /// - Throws: ``ReplicaError/Code/invalid`` for anything else.
    public init(text: String) throws(ReplicaError) {
        let text = String(text.filter { !$0.isWhitespace })
        guard text.hasPrefix(Self.prefix), text.utf8.count <= 4096 else { throw Self.unreadable }
        var base64 = text.dropFirst(Self.prefix.count).replacingOccurrences(of: "-", with: "+")
            .replacingOccurrences(of: "_", with: "/")
        while !base64.count.isMultiple(of: 4) { base64 += "=" }
        guard let data = Data(base64Encoded: base64) else { throw Self.unreadable }
        do throws(CodecError) {
            self = try Self.read([UInt8](data))
        } catch {
            throw Self.unreadable
        }
    }

    private static let unreadable = ReplicaError(
        .invalid,
        "That is not an invitation, or a part of it is missing. Copy the whole text that "
            + "«nexstage-peer invite» printed.")

    private static func read(_ bytes: [UInt8]) throws(CodecError) -> Invitation {
        var reader = ByteReader(bytes)
        let version = try reader.byte()
        guard version == 0 else { throw .unknownVersion(UInt64(version)) }
        let rootKey: DeviceKey = try reader.identifier()
        let issuer: DeviceKey = try reader.identifier()
        guard let role = Role(rawValue: try reader.byte()) else { throw .badValue("a role") }
        let expires = try reader.integer()
        let secret = Array(try reader.raw(16))
        let count = try reader.count(maximum: addressesMaximum, of: "addresses")
        var addresses: [String] = []
        for _ in 0..<count { addresses.append(try reader.text()) }
        try reader.finish()
        return Invitation(
            rootKey: rootKey, issuer: issuer, role: role, expires: expires, secret: secret,
            addresses: addresses)
    }
}

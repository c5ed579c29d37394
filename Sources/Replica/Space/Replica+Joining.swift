public import CRDT
internal import SQLite
internal import Sodium

extension Replica {
    /// How long an invitation may work at most: 30 days.
    public static let invitationMillisecondsMaximum: UInt64 = 30 * 24 * 3600 * 1000

    /// Writes an invitation that this device will redeem once.
    ///
    /// - Parameters:
    ///   - role: what the new device will be; lower than this device's own.
    ///   - milliseconds: how long it works from now.
    ///   - addresses: where this device can be reached, `host:port`.
    public func invite(
        role: Role, milliseconds: UInt64, addresses: [String]
    ) throws -> Invitation {
        guard milliseconds > 0, milliseconds <= Self.invitationMillisecondsMaximum else {
            throw ReplicaError(
                .invalid, "An invitation works for at least a moment and 30 days at most.")
        }
        guard addresses.count <= Invitation.addressesMaximum else {
            throw ReplicaError(
                .invalid, "An invitation names \(Invitation.addressesMaximum) addresses at most.")
        }
        let secret = try environment.randomBytes(16)
        return try write { transaction in
            let mine = try transaction.tables.membership().credential(of: try transaction.device)
            guard let mine, mine.grant.role.rank > role.rank else {
                throw ReplicaError(
                    .notPermitted,
                    "This device is \(mine?.grant.role.word ?? "not admitted") and can't invite a "
                        + "\(role.word): only a device of a higher rank can.")
            }
            guard let root = try transaction.queries.setting("root_key"),
                let rootKey = DeviceKey(bytes: root)
            else { throw ReplicaError(.damaged, "The space's root key is missing. Join again.") }
            let expires = transaction.now + milliseconds
            try transaction.database.run(
                "INSERT INTO local_invite(secret_hash, role, secret, expires) VALUES(?, ?, ?, ?)",
                .blob(try JoinRequest.hash(of: secret)), .integer(Int64(role.rawValue)),
                .blob(secret), .integer(Int64(clamping: expires)))
            return Invitation(
                rootKey: rootKey, issuer: try transaction.device, role: role, expires: expires,
                secret: secret, addresses: addresses)
        }
    }

    /// Answers a join request: admits the device whose invitation is good.
    ///
    /// Always answers; a refusal says why in words. The same device may ask again.
    public func answerJoin(_ request: [UInt8]) -> [UInt8] {
        do {
            return try admit(JoinRequest(request)).bytes
        } catch let error as ReplicaError {
            return JoinReply.refused(error.message).bytes
        } catch {
            return JoinReply.refused("The request can't be read.").bytes
        }
    }

    private func admit(_ request: JoinRequest) throws -> JoinReply {
        let nonce = try environment.randomBytes(SecretBox.nonceCount)
        let unknown = ReplicaError(
            .notPermitted,
            "This invitation is not known here, was used, or has expired. Ask for a new one.")
        return try write { transaction in
            let found = try transaction.database.prepare(
                "SELECT role, secret, expires, redeemed_by FROM local_invite WHERE secret_hash = ?"
            ).row(.blob(request.secretHash)) { row in
                (
                    role: Role(rawValue: UInt8(truncatingIfNeeded: try row.int(0))),
                    secret: try row.blob(1), expires: UInt64(clamping: try row.int(2)),
                    redeemer: try row.isNull(3) ? nil : try row.blob(3)
                )
            }
            guard let found, let role = found.role, transaction.now <= found.expires,
                found.redeemer == nil || found.redeemer == request.device.bytes
            else { throw unknown }
            let mac = try request.expectedMAC(
                secret: found.secret, issuer: try transaction.device, space: space)
            guard Sodium.constantTimeEqual(mac, request.mac) else { throw unknown }
            if found.redeemer == nil {
                var batch = try transaction.batch()
                try batch.add(
                    .grant(
                        Grant(
                            device: request.device, role: role,
                            name: try DataFolder.checkedName(request.name))))
                try batch.flush()
                try transaction.database.run(
                    "UPDATE local_invite SET redeemed_by = ? WHERE secret_hash = ?",
                    .blob(request.device.bytes), .blob(request.secretHash))
            }
            let key = try request.answerKey(secret: found.secret)
            let sealed = try SecretBox.seal(
                try transaction.queries.tagKey().bytes, nonce: nonce, key: key)
            return .admitted(nonce: nonce, sealed: sealed)
        }
    }

    /// The bytes with which a device asks to be admitted.
    ///
    /// - Returns: the request, and a closure that takes the answer and makes the replica.
    public static func joinRequest(
        _ invitation: Invitation, in folder: DataFolder, environment: Environment
    ) throws -> (bytes: [UInt8], finish: @Sendable ([UInt8]) throws -> Replica) {
        let keys = try folder.deviceKeys()
        guard let device = DeviceKey(bytes: keys.publicKey) else {
            throw ReplicaError(.damaged, "\(folder.keyPath) is damaged.")
        }
        guard environment.wallMilliseconds() <= invitation.expires else {
            throw ReplicaError(.notPermitted, "This invitation has expired. Ask for a new one.")
        }
        let request = try JoinRequest(
            invitation: invitation, device: device, name: folder.deviceName,
            nonce: try environment.randomBytes(32))
        return (
            request.bytes,
            { answer in
                switch try JoinReply(answer) {
                case .refused(let why): throw ReplicaError(.notPermitted, why)
                case .admitted(let nonce, let sealed):
                    let key = try request.answerKey(secret: invitation.secret)
                    let tagKey = try SecretBox.open(sealed, nonce: nonce, key: key)
                    return try make(
                        in: folder, space: LogHash.space(rootKey: invitation.rootKey),
                        rootKey: invitation.rootKey, tagKey: tagKey, environment: environment)
                }
            }
        )
    }
}

internal import CRDT
internal import Sodium

extension TagKey {
    /// The salt of a sheet that an import writes.
    ///
    /// Two replicas that import the same file apart from each other must write the same commitment:
    /// else each person of the file would be a field conflict once they meet. To whoever lacks the
    /// tag key the salt is as good as random; who has it could also try tags, until it is destroyed.
    func salt(of person: PersonID, _ fields: [Sheet.Field: String]) -> [UInt8] {
        // A sheet's encoding without a salt is canonical, so equal fields are equal bytes.
        let message =
            Array("nexstage/salt/1".utf8) + person.bytes + Sheet(salt: [], fields).bytes
        guard
            let salt = try? BLAKE2b.hash(message, outputCount: Sheet.saltCount, key: bytes)
        else { preconditionFailure("BLAKE2b takes keys of 32 bytes") }
        return salt
    }
}

internal import CRDT

/// One person's changes, ready to be written: with the sheets, their salts and their commitments.
struct PersonWrite {
    let person: PersonID
    let changes: PersonChanges
    /// The sheets to keep; none where the profile stays.
    let sheets: [KeptSheet]
    /// The profile register's value: the commitment to one sheet, or to two.
    let profile: [UInt8]

    /// Whether the log commits to these sheets already: only they themselves were missing here.
    var isOnlySheets: Bool {
        guard changes.writesProfile, profile == changes.heldProfile else { return false }
        var rest = changes
        rest.writesProfile = false
        return rest.isEmpty
    }

    /// Whether the profile register has to be written.
    var writesProfile: Bool { changes.writesProfile && profile != changes.heldProfile }

    /// A sheet's bytes and their commitment.
    struct KeptSheet {
        let commitment: Hash256
        let bytes: [UInt8]
    }

    /// Makes the sheets.
    ///
    /// - Parameter salt: gives 32 bytes for a sheet of the given fields.
    init(
        _ changes: PersonChanges, of person: PersonID,
        salt: ([Sheet.Field: String]) throws -> [UInt8]
    ) rethrows {
        self.person = person
        self.changes = changes
        guard changes.writesProfile else {
            (sheets, profile) = ([], [])
            return
        }
        var kept = [try Self.sheet(changes.data.profileFields, salt)]
        let contact = changes.data.contactFields
        if changes.keptContact == nil, !contact.isEmpty {
            kept.append(try Self.sheet(contact, salt))
        }
        sheets = kept
        profile = kept.flatMap(\.commitment.bytes) + (changes.keptContact ?? [])
    }

    private static func sheet(
        _ fields: [Sheet.Field: String], _ salt: ([Sheet.Field: String]) throws -> [UInt8]
    ) rethrows -> KeptSheet {
        let bytes = Sheet(salt: try salt(fields), fields).bytes
        return KeptSheet(commitment: LogHash.blob(bytes), bytes: bytes)
    }
}

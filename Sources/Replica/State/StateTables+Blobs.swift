internal import CRDT
internal import SQLite

extension StateTables {
    /// Asks for the blobs that a profile register commits to: one hash, or two.
    func wantProfile(_ value: [UInt8], person: Int64) throws {
        for start in stride(from: 0, to: value.count, by: 32) {
            guard let commitment = Hash256(bytes: value[start..<min(start + 32, value.count)])
            else { return }
            // Only the first sheet, the profile, has a name to find the person by.
            try want(commitment, person: start == 0 ? person : 0)
        }
    }

    /// Puts a commitment on the want-list, unless the blob is here.
    func want(_ commitment: Hash256, person: Int64) throws {
        if person == 0 {
            let isHeld = try database.int(
                "SELECT 1 FROM blob WHERE commitment = ?", .blob(commitment.bytes))
            if isHeld != nil { return }
        } else {
            let held = try database.prepare("SELECT bytes FROM blob WHERE commitment = ?")
                .row(.blob(commitment.bytes)) { row in try row.blob(0) }
            if let held { return try index(held, person: person) }
        }
        try database.run(
            "INSERT OR REPLACE INTO want(commitment, person) VALUES(?, ?)",
            .blob(commitment.bytes), .integer(person))
    }

    /// Keeps a blob that something held commits to; false where nothing does.
    @discardableResult
    func accept(blob: [UInt8]) throws -> Bool {
        guard blob.count <= Limits.blobBytesMaximum else { return false }
        let commitment = LogHash.blob(blob)
        guard
            let person = try database.int(
                "SELECT person FROM want WHERE commitment = ?", .blob(commitment.bytes))
        else { return false }
        try store(blob: blob, commitment)
        try database.run("DELETE FROM want WHERE commitment = ?", .blob(commitment.bytes))
        try index(blob, person: person)
        return true
    }

    /// Keeps a blob of our own before the operation that commits to it.
    func store(blob: [UInt8], _ commitment: Hash256) throws {
        try database.run(
            "INSERT OR IGNORE INTO blob(commitment, bytes) VALUES(?, ?)",
            .blob(commitment.bytes), .blob(blob))
    }

    /// Lets a person be found by the name in a blob.
    private func index(_ blob: [UInt8], person: Int64) throws {
        guard person != 0, let sheet = Sheet(blob), let name = sheet[.name] else { return }
        for token in Set(SearchKey.tokens(name)).sorted() {
            try database.run(
                "INSERT OR IGNORE INTO name_token(token, person) VALUES(?, ?)",
                .text(token), .integer(person))
        }
    }
}

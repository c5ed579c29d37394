/// The state in one line, as `digest` tells it.
public struct DigestReport: Codable, Hashable, Sendable {
    /// The space id, 64 hexadecimal digits.
    public var space: String
    /// The state fingerprint, 64 hexadecimal digits: equal on replicas that hold the same.
    public var digest: String
    /// Operations held, on every branch.
    public var operations: Int
    /// Logs held.
    public var authors: Int
    /// People who were ever enrolled.
    public var people: Int
    /// People who are enrolled.
    public var enrolled: Int
    /// People with at least one effective entry.
    public var admitted: Int
    /// Open entries; double admissions that were resolved as one person count once.
    public var occupancy: Int
}

extension Replica {
    /// The state in one line.
    public func digest() throws -> DigestReport {
        try read { queries in try queries.digest() }
    }
}

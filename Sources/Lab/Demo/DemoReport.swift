internal import Replica

/// How the demo ended.
package struct DemoReport: Codable, Hashable, Sendable {
    /// Gates beside the office.
    package var stations: Int
    /// People known in the end.
    package var people: Int
    /// People with at least one effective entry.
    package var admitted: Int
    /// Open entries.
    package var occupancy: Int
    /// How many conflicts and notices there are of each class.
    package var conflicts: [String: Int]
    /// Of every replica, the office first.
    package var digests: [String]
    /// Operations that a replica acknowledged, one by one or as verdicts.
    package var acknowledged: Int
    /// Acknowledged operations that some replica doesn't hold.
    package var missing: Int
    /// From the healing of the network to equal digests.
    package var healSeconds: Double
    /// What the relay carried, in both directions of all links.
    package var bytesOnWire: Int

    enum CodingKeys: String, CodingKey {
        case stations, people, admitted, occupancy, conflicts, digests, acknowledged, missing
        case healSeconds = "heal_seconds"
        case bytesOnWire = "bytes_on_wire"
    }
}

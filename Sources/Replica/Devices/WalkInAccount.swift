internal import CRDT
internal import SQLite

/// How many people a device may register at the door, and how many it has.
///
/// A bounded counter with escrow: the rights lie with the devices, so that each decides alone,
/// without the network, and all together stay within the sum (O'Neil, «The Escrow Transactional
/// Method», 1986). Copies of one folder spend the same rights; that shows afterwards.
struct WalkInAccount {
    /// What it may; nil where nobody said.
    var rights: UInt64?
    /// The enrolments in effect that it wrote, in the order of (clock, author, sequence).
    var enrolments: [Dot]
    /// What it wrote, less what it took back of any station's.
    var spent: Int

    /// How many too many; 0 where nobody said how many it may.
    var surplus: Int {
        guard let rights else { return 0 }
        return max(0, spent - Int(clamping: rights))
    }
}

extension Queries {
    /// Whether somebody said of any device how many people it may register.
    func hasWalkInRights() throws -> Bool {
        try membership().grants.values.contains { try settings(of: $0.device).walkIns != nil }
    }

    /// Devices that are stations and no more: whose rights to register people are counted.
    func stationDevices() throws -> Set<DeviceKey> {
        let membership = try membership()
        return Set(
            membership.grants.values.map(\.device).filter {
                membership.credential(of: $0)?.grant.role == .station
            })
    }

    /// The account of a station.
    func walkInAccount(of device: DeviceKey, stations: Set<DeviceKey>) throws -> WalkInAccount {
        let authors = try log.authors()
        let own = authors.filter { $0.introduction?.device == device }
        let stationRows = Set(
            authors.filter { author in
                author.introduction.map { stations.contains($0.device) } ?? false
            }.map(\.row))
        var enrolments: [(time: Int64, dot: Dot)] = []
        var written = 0
        var returned: Set<Int64> = []
        for author in own {
            let range = DotKey.sequenceRange(ofAuthor: author.row)
            let bounds: [Value] = [.integer(range.lowerBound), .integer(range.upperBound)]
            try database.prepare(
                "SELECT dot, time, removed FROM enrolment WHERE dot BETWEEN ? AND ? AND permit = 0"
            ).forEach(bounds[0], bounds[1]) { row in
                written += 1
                guard try row.int(2) == 0 else { return }
                let dot = try interner.dot(DotKey(rawValue: try row.int(0)))
                enrolments.append((try row.int(1), dot))
            }
            try database.prepare(
                """
                SELECT r.target FROM removal r JOIN enrolment e ON e.dot = r.target
                WHERE r.remover BETWEEN ? AND ? AND r.kind = ? AND r.permit = 0 AND e.permit = 0
                """
            ).forEach(bounds[0], bounds[1], .integer(RemovalKind.cancel.rawValue)) { row in
                let target = try row.int(0)
                if stationRows.contains(DotKey(rawValue: target).author) { returned.insert(target) }
            }
        }
        return WalkInAccount(
            rights: try settings(of: device).walkIns,
            enrolments: enrolments.sorted { ($0.time, $0.dot) < ($1.time, $1.dot) }.map(\.dot),
            spent: max(0, written - returned.count))
    }
}

extension WriteTransaction {
    /// Refuses to register somebody where this station's rights to do so are spent.
    func requireWalkInRight() throws {
        let device = try device
        let stations = try queries.stationDevices()
        guard stations.contains(device), try queries.hasWalkInRights() else { return }
        let account = try queries.walkInAccount(of: device, stations: stations)
        let rights = Int(clamping: account.rights ?? 0)
        guard account.spent >= rights else { return }
        let name = try queries.deviceNames()[device] ?? String(device.description.prefix(8))
        throw ReplicaError(
            .notPermitted,
            "This device has registered \(account.spent) of the \(rights) people that it may. Ask the "
                + "coordination for more: members allot \"\(name)\" \(rights + 10)")
    }
}

extension ConflictFinder {
    /// Stations that registered more people than they had rights to: copies of a folder did, or
    /// the rights were taken away.
    func overCapacity() throws -> [Conflict] {
        let stations = try queries.stationDevices()
        return try stations.sorted().compactMap { device in
            guard try queries.settings(of: device).walkIns != nil else { return nil }
            let account = try queries.walkInAccount(of: device, stations: stations)
            let surplus = account.enrolments.suffix(account.surplus)
            guard let rights = account.rights, !surplus.isEmpty else { return nil }
            let keys = try surplus.map { try interner.key($0) }
            return Conflict(
                .overCapacity,
                subject: .walkIns(
                    WalkInFinding(device: device, registered: account.spent, rights: rights)),
                dots: Array(surplus),
                operations: Array(try queries.conflictOperations(at: keys).values))
        }
    }
}

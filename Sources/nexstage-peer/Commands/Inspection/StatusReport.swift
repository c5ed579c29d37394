import Replica

/// What `status` tells.
struct StatusReport: Encodable {
    let name: String
    let data: String
    let sqlite: String
    let space: SpaceReport?
    let digest: DigestReport?
    let daemon: Daemon?
    let peers: [KnownPeer]
    let conflictsOpen: Int
    let recoveryKeys: [String]
    /// What to do, most urgent first, one sentence each.
    let next: [String]

    struct Daemon: Encodable {
        let process: Int32
        let listening: String?
    }

    enum CodingKeys: String, CodingKey {
        case name, data, sqlite, space, digest, daemon, peers, next
        case conflictsOpen = "conflicts_open"
        case recoveryKeys = "recovery_keys"
    }

    /// Of a folder that has a device key, and no space yet.
    init(emptyFolderOf work: Workplace) throws {
        name = work.folder.deviceName
        data = work.folder.path
        sqlite = Replica.sqliteVersion
        space = nil
        digest = nil
        daemon = nil
        peers = []
        conflictsOpen = 0
        recoveryKeys = []
        next = [work.strings.nextSpaceStep]
    }

    init(_ work: Workplace) throws {
        let replica = try work.open()
        let state = work.client(of: replica).daemonState()
        let space = try replica.spaceReport()
        let digest = try replica.digest()
        let peers = try KnownPeer.all(replica, daemon: state)
        let open = try replica.conflicts(openOnly: true, language: work.language).count
        name = work.folder.deviceName
        data = work.folder.path
        sqlite = Replica.sqliteVersion
        self.space = space
        self.digest = digest
        daemon = state.map { Daemon(process: $0.process, listening: $0.listening) }
        self.peers = peers
        conflictsOpen = open
        recoveryKeys = work.folder.recoveryKeyPaths
        next = Self.next(
            work.strings, space: space, digest: digest, isRunning: state != nil, peers: peers,
            open: open, keys: recoveryKeys)
    }

    private static func next(
        _ strings: Strings, space: SpaceReport, digest: DigestReport, isRunning: Bool,
        peers: [KnownPeer], open: Int, keys: [String]
    ) -> [String] {
        var next: [String] = []
        let ranks = ["authority", "coordinator", "organiser"]
        let mayInvite = space.role.map(ranks.contains) ?? false
        if space.role == nil { next.append(strings.nextWaitAdmission) }
        if open > 0 { next.append(strings.nextConflicts(open)) }
        let silent = peers.filter { !$0.isInContact && $0.device != nil }
        if isRunning, !silent.isEmpty {
            next.append(strings.nextPeers(silent.map { $0.name ?? "?" }.joined(separator: ", ")))
        }
        if let key = keys.first { next.append(strings.nextRecovery(key)) }
        if digest.enrolled == 0, mayInvite { next.append(strings.nextImportPeople) }
        if !isRunning { next.append(strings.nextRun) }
        if peers.isEmpty, mayInvite { next.append(strings.nextInvite) }
        if digest.enrolled > 0 { next.append(strings.nextScan) }
        return next
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(data, forKey: .data)
        try container.encode(sqlite, forKey: .sqlite)
        try container.encode(space, forKey: .space)
        try container.encode(digest, forKey: .digest)
        try container.encode(daemon, forKey: .daemon)
        try container.encode(peers, forKey: .peers)
        try container.encode(conflictsOpen, forKey: .conflictsOpen)
        try container.encode(recoveryKeys, forKey: .recoveryKeys)
        try container.encode(next, forKey: .next)
    }
}

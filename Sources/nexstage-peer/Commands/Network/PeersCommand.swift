import ArgumentParser
import Replica

/// `peers`: whom this replica hears, and how far behind it is.
struct PeersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peers",
        abstract: "Show whom this replica hears, and what is still to send and receive.",
        discussion: """
            Examples:
              nexstage-peer peers
              nexstage-peer peers --json
            """)

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    /// A clock that is further off than this is shown.
    static let offsetShownMilliseconds: Int64 = 2_000

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let peers = try KnownPeer.all(replica, daemon: work.client(of: replica).daemonState())
        if work.output.isJSON { return try work.output.document(peers) }
        guard !peers.isEmpty else { return try work.output.line(work.strings.noPeers) }
        let times = LocalTime(zone: try replica.spaceReport().timezone)
        try work.output.lines(Self.lines(peers, work, times))
    }

    static func lines(_ peers: [KnownPeer], _ work: Workplace, _ times: LocalTime) -> [String] {
        var table = TextTable()
        for peer in peers {
            var remarks: [String] = []
            let difference = work.strings.behind(peer.behind, ahead: peer.ahead)
            if !difference.isEmpty, peer.isInContact { remarks.append(difference) }
            if let offset = peer.offsetMilliseconds, offset.magnitude > offsetShownMilliseconds {
                remarks.append(work.strings.clockOffset(offset))
            }
            if !peer.isInContact, let last = peer.lastContact {
                remarks.append(work.strings.lastHeard(times.dayAndClock(milliseconds: last)))
            }
            table.add([
                peer.name ?? "?", work.strings.peerState(peer.state), peer.address ?? "",
                remarks.joined(separator: ", "),
            ])
        }
        return table.lines(columns: work.output.terminal.columns).map(\.trimmedRight)
    }
}

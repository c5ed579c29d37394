import Replica

/// A status as people read it.
struct StatusView {
    let status: StatusReport
    let work: Workplace

    func lines() -> [String] {
        let (strings, terminal) = (work.strings, work.output.terminal)
        let times = LocalTime(zone: status.space?.timezone)
        var details = Details()
        details.add(strings.labelReplica, replica)
        if let space = status.space {
            details.add(strings.labelEvent, TerminalText.clean(space.name))
        }
        if let digest = status.digest {
            details.add(
                strings.labelPeople,
                strings.people(
                    enrolled: digest.enrolled, admitted: digest.admitted,
                    inside: digest.occupancy, capacity: status.space?.capacity))
            details.add(
                strings.labelData,
                strings.operations(
                    digest.operations, logs: digest.authors,
                    digest: String(digest.digest.prefix(16))))
            details.add(strings.labelConflicts, strings.openConflicts(status.conflictsOpen))
            details.add(strings.labelDaemon, daemon)
            let known = status.peers.filter { $0.device != nil }
            details.add(
                strings.labelPeers,
                strings.peersInContact(known.count { $0.isInContact }, of: known.count))
        }
        details.add("SQLite", status.sqlite)
        var lines = details.lines(terminal)
        lines += PeersCommand.lines(status.peers, work, times).map { "   " + $0 }
        if !status.next.isEmpty {
            lines += ["", " " + terminal.styled(strings.headingNext, .strong)]
            lines += status.next.flatMap { step in
                TerminalText.wrapped("→ " + step, to: terminal.columns, indent: "   ", hanging: 2)
            }
        }
        return lines
    }

    private var replica: String {
        let role = status.space.map { $0.role ?? work.strings.notAdmitted }
        return TerminalText.clean(status.name) + (role.map { " (\($0))" } ?? "") + ", "
            + status.data
    }

    private var daemon: String {
        guard let daemon = status.daemon else { return work.strings.daemonStopped }
        return work.strings.daemonRuns(daemon.process, listening: daemon.listening)
    }
}

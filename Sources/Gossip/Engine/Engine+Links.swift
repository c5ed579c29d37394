import CRDT

/// Connections: opened, greeted, admitted, lost.
extension Engine {
    mutating func accept(_ id: LinkID, remote: String, nonce: Tag128, now: Moment) {
        let greetings = links.count { !$0.isAdmitted }
        guard isRunning, greetings < GossipLimits.greetingsMaximum else {
            actions.append(.close(id))
            return
        }
        open(id, remote: remote, nonce: nonce, isDialler: false, now: now)
    }

    mutating func dialled(_ id: LinkID, nonce: Tag128, now: Moment) {
        guard isRunning, let address = table.address(of: id) else {
            actions.append(.close(id))
            return
        }
        open(id, remote: address.description, nonce: nonce, isDialler: true, now: now)
    }

    private mutating func open(
        _ id: LinkID, remote: String, nonce: Tag128, isDialler: Bool, now: Moment
    ) {
        var session = Session(
            configuration: sessionConfiguration, isDialler: isDialler, nonce: nonce, now: now)
        let first = session.tick(local: local, now: now)
        session.isTree = isTree
        links.add(Link(id: id, session: session, remote: remote))
        perform(first, of: id, now: now)
    }

    mutating func dial(now: Moment) {
        guard isRunning, table.isDue(now: now) else { return }
        let greetings = links.count { !$0.isAdmitted }
        let room = min(
            GossipLimits.greetingsMaximum - greetings,
            GossipLimits.peersMaximum - max(links.count, table.linkCount))
        let dials = table.dials(room: max(room, 0), now: now) { instance in
            links.contains { $0.isAdmitted && $0.session.peer?.instance == instance }
        }
        for (id, address) in dials { actions.append(.dial(id, address)) }
    }

    /// Passes an event to a session and does what it says.
    mutating func pass(_ event: SessionEvent, to id: LinkID, now: Moment) {
        guard let index = links.index(of: id) else { return }
        let done = links.items[index].session.receive(event, local: local, now: now)
        perform(done, of: id, now: now)
    }

    /// Lets a session decide what to fetch that no other is fetching.
    mutating func plan(_ id: LinkID, now: Moment) {
        var claimed: Set<LogKey> = []
        for index in links.indices where links.ids[index] != id {
            guard links.items[index].session.isFetching else { continue }
            claimed.formUnion(links.items[index].session.claims)
        }
        guard let index = links.index(of: id) else { return }
        let done = links.items[index].session.plan(local: local, claimed: claimed, now: now)
        perform(done, of: id, now: now)
    }

    mutating func perform(_ done: [SessionAction], of id: LinkID, now: Moment) {
        for action in done {
            switch action {
            case .send(let bytes): actions.append(.send(id, bytes))
            case .close: actions.append(.close(id))
            case .ask(let question): ask(question, for: .session(id))
            case .apply(let runs): applications.add(runs, of: id)
            case .join(let bytes): actions.append(.join(id, bytes))
            case .report(let report): receive(report, of: id, now: now)
            }
        }
    }

    private mutating func receive(_ report: SessionReport, of id: LinkID, now: Moment) {
        guard let index = links.index(of: id) else { return }
        let peer = links.items[index].session.peer
        switch report {
        case .established(let peer): admit(id, peer: peer, now: now)
        case .upToDate: if let peer { tell(.upToDate(peer)) }
        case .fingerprintsDiffer: if let peer { tell(.fingerprintsDiffer(peer)) }
        case .pushedTwice: prune(id, now: now)
        case .pruned: makeUp(for: id, now: now)
        case .summaryWanted: refresh.hurry()
        case .blobsKept, .proofsKept: refresh.isDirty = true
        case .wantsEnded(let isSatisfied): blobTurns.ended(id, isSatisfied: isSatisfied)
        case .refused(let text): tell(.refused(remote: links.items[index].remote, peer, text))
        case .ended(let reason, let text, let isByPeer):
            remove(id, reason: reason, text: text, isByPeer: isByPeer, now: now)
        }
    }

    private mutating func tell(_ event: PeerEvent) { actions.append(.report(event)) }

    private mutating func admit(_ id: LinkID, peer: PeerIdentity, now: Moment) {
        guard let new = candidate(id) else { return }
        switch PeerTable.admit(new, among: links.admitted.compactMap { candidate($0) }) {
        case .drop(let reason):
            table.established(id, instance: peer.instance)
            pass(.end(reason), to: id, now: now)
            return
        case .replace(let old, let reason):
            use(id, peer: peer, now: now)
            pass(.end(reason), to: old, now: now)
        case .keep: use(id, peer: peer, now: now)
        }
    }

    private mutating func use(_ id: LinkID, peer: PeerIdentity, now: Moment) {
        guard let index = links.index(of: id) else { return }
        let isKnown = isInContact(peer.device)
        let isEager = !isTree || treeLinkCount < GossipLimits.treeLinksMaximum
        links.items[index].session.set(isEager: isEager)
        links.items[index].isAdmitted = true
        chooseTree()
        table.established(id, instance: peer.instance)
        remembered[peer.device] = nil
        blobTurns.begin(first: id)
        if !isKnown { tell(.found(peer)) }
    }

    private func candidate(_ id: LinkID) -> PeerTable.Candidate? {
        guard let index = links.index(of: id) else { return nil }
        let session = links.items[index].session
        guard let peer = session.peer, let nonce = session.diallerNonce else { return nil }
        let instance = session.isDialler ? configuration.identity.instance : peer.instance
        return PeerTable.Candidate(
            link: id, peer: peer, dialler: (instance, nonce), heardAt: session.contact.heardAt)
    }

    mutating func remove(
        _ id: LinkID, reason: GoodbyeReason, text: String, isByPeer: Bool, now: Moment
    ) {
        guard let link = links.remove(id) else {
            table.closed(id, reason: nil, now: now)
            return
        }
        let status = status(of: link)
        table.closed(id, reason: reason, now: now)
        blobTurns.ended(id, isSatisfied: false)
        tell(
            .closed(
                remote: link.remote, link.session.peer, reason, text: text, isByPeer: isByPeer))
        guard link.isAdmitted, let peer = link.session.peer else { return }
        chooseTree()
        if link.session.isEager { replaceTreeLink(now: now) }
        if !isInContact(peer.device) {
            remember(status, of: peer.device)
            tell(.lost(peer))
        }
    }

    private func isInContact(_ device: DeviceKey) -> Bool {
        links.contains { $0.isAdmitted && $0.session.peer?.device == device }
    }
}

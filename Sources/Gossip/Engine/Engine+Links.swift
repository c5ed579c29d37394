import CRDT

/// Connections: opened, greeted, admitted, lost.
extension Engine {
    mutating func accept(_ id: LinkID, remote: String, nonce: Tag128, now: Moment) {
        let greetings = order.count { links[$0]?.isAdmitted == false }
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
        links[id] = Link(session: session, remote: remote)
        order.append(id)
        order.sort()
        perform(first, of: id, now: now)
    }

    mutating func dial(now: Moment) {
        guard isRunning else { return }
        let greetings = order.count { links[$0]?.isAdmitted == false }
        let instances = Set(admitted.compactMap { links[$0]?.session.peer?.instance })
        let room = min(
            GossipLimits.greetingsMaximum - greetings,
            GossipLimits.peersMaximum - max(order.count, table.linkCount))
        let dials = table.dials(room: max(room, 0), now: now) { instances.contains($0) }
        for (id, address) in dials { actions.append(.dial(id, address)) }
    }

    /// The links that are in use, in their order.
    var admitted: [LinkID] { order.filter { links[$0]?.isAdmitted == true } }

    /// Passes an event to a session and does what it says.
    mutating func pass(_ event: SessionEvent, to id: LinkID, now: Moment) {
        // Taken out and put back, so that the session isn't copied.
        guard var link = links.removeValue(forKey: id) else { return }
        let done = link.session.receive(event, local: local, now: now)
        links[id] = link
        perform(done, of: id, now: now)
    }

    /// Lets a session decide what to fetch that no other is fetching.
    mutating func plan(_ id: LinkID, now: Moment) {
        var claimed: Set<LogKey> = []
        for other in order where other != id {
            if let link = links[other] { claimed.formUnion(link.session.claims) }
        }
        guard var link = links.removeValue(forKey: id) else { return }
        let done = link.session.plan(local: local, claimed: claimed, now: now)
        links[id] = link
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
        guard let link = links[id] else { return }
        switch report {
        case .established(let peer): admit(id, peer: peer, now: now)
        case .upToDate: if let peer = link.session.peer { tell(.upToDate(peer)) }
        case .fingerprintsDiffer:
            if let peer = link.session.peer { tell(.fingerprintsDiffer(peer)) }
        case .blobsKept, .proofsKept: refresh.isDirty = true
        case .wantsEnded(let isSatisfied): blobTurns.ended(id, isSatisfied: isSatisfied)
        case .refused(let text): tell(.refused(remote: link.remote, link.session.peer, text))
        case .ended(let reason, let text, let isByPeer):
            remove(id, reason: reason, text: text, isByPeer: isByPeer, now: now)
        }
    }

    private mutating func tell(_ event: PeerEvent) { actions.append(.report(event)) }

    private mutating func admit(_ id: LinkID, peer: PeerIdentity, now: Moment) {
        guard let new = candidate(id) else { return }
        switch PeerTable.admit(new, among: admitted.compactMap { candidate($0) }) {
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
        let isKnown = admitted.contains { links[$0]?.session.peer?.device == peer.device }
        let eager = admitted.count { links[$0]?.session.isEager == true }
        links[id]?.isAdmitted = true
        links[id]?.session.isEager = eager < GossipLimits.eagerPeersMaximum
        table.established(id, instance: peer.instance)
        remembered[peer.device] = nil
        blobTurns.begin(first: id)
        if !isKnown { tell(.found(peer)) }
    }

    private func candidate(_ id: LinkID) -> PeerTable.Candidate? {
        guard let session = links[id]?.session, let peer = session.peer,
            let nonce = session.diallerNonce
        else { return nil }
        let instance = session.isDialler ? configuration.identity.instance : peer.instance
        return PeerTable.Candidate(
            link: id, peer: peer, dialler: (instance, nonce), heardAt: session.contact.heardAt)
    }

    mutating func remove(
        _ id: LinkID, reason: GoodbyeReason, text: String, isByPeer: Bool, now: Moment
    ) {
        guard let link = links[id] else {
            table.closed(id, reason: nil, now: now)
            return
        }
        let status = status(of: link)
        links[id] = nil
        order.removeAll { $0 == id }
        table.closed(id, reason: reason, now: now)
        blobTurns.ended(id, isSatisfied: false)
        tell(
            .closed(
                remote: link.remote, link.session.peer, reason, text: text, isByPeer: isByPeer))
        guard link.isAdmitted, let peer = link.session.peer else { return }
        if !admitted.contains(where: { links[$0]?.session.peer?.device == peer.device }) {
            remember(status, of: peer.device)
            tell(.lost(peer))
        }
    }
}

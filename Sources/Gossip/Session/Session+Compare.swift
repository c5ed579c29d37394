import CRDT

/// Digests and frontiers: whether the two sides differ, and where.
extension Session {
    mutating func receive(
        _ digest: SummaryDigest, isAnswer: Bool, local: LocalState, now: Moment
    ) {
        if local.isOld {
            waitingDigest = (digest, isAnswer)
            wantSummary()
        } else {
            compare(digest, isAnswer: isAnswer, local: local, now: now)
        }
    }

    /// Asks for the store's summary: what is compared must not be older than what was applied.
    private mutating func wantSummary() {
        guard !wantsSummary else { return }
        wantsSummary = true
        actions.append(.report(.summaryWanted))
    }

    /// Goes on with what has waited for the summary, even if it is old again by now.
    mutating func readSummary(local: LocalState, now: Moment) {
        wantsSummary = false
        if let (digest, isAnswer) = waitingDigest {
            waitingDigest = nil
            compare(digest, isAnswer: isAnswer, local: local, now: now)
        }
        tickComparison(isReady: true, local: local, now: now)
    }

    private mutating func compare(
        _ digest: SummaryDigest, isAnswer: Bool, local: LocalState, now: Moment
    ) {
        guard let own = local.digest, let summary = local.summary else {
            // Nothing is known here yet: the peer's question is answered by asking it soon.
            comparison.schedule(at: now.after(GossipLimits.comparePauseMilliseconds))
            return
        }
        if !isAnswer { outbox.digest = .answer }
        let isEqual = own.contents == digest.contents
        if isEqual {
            if own.fingerprint != digest.fingerprint {
                actions.append(.report(.fingerprintsDiffer))
            }
            logs.equal(summary)
            isPeerKnown = true
        } else {
            outbox.frontier = Self.frontier(of: local)[...]
            outbox.proofs = summary.proofs[...]
        }
        if comparison.compared(isEqual: isEqual, isDialler: isDialler, now: now) {
            actions.append(.report(.upToDate))
        }
    }

    private static func frontier(of local: LocalState) -> [KnownHead] {
        local.logs.values.flatMap { $0.map { KnownHead($0) } }.sorted { $0.key < $1.key }
    }

    /// Takes one part of what the peer holds.
    mutating func receive(frontier heads: [KnownHead], isLast: Bool) {
        for head in heads {
            logs.state(head, isExact: true)
            // What the peer held before anything was pushed on this link doesn't come by itself.
            if !isPeerKnown { announced[head.key] = nil }
        }
        wantsPlan = true
        if isLast { isPeerKnown = true }
    }

    mutating func receive(have heads: [KnownHead], local: LocalState, now: Moment) {
        for head in heads {
            logs.state(head, isExact: false)
            confirm(head)
            note(announced: head, local: local, now: now)
        }
    }

    mutating func tickEstablished(local: LocalState, now: Moment) {
        guard !contact.isSilent(now: now) else {
            end(.silent, text: GoodbyeReason.silent.sentence, now: now)
            return
        }
        fetches.tick(
            isReceiving: decoder.isMidFrame
                && decoder.bufferedBytes > GossipLimits.greetingFrameBytesMaximum, now: now)
        if blobs.isLate(now: now) { endWants(isSatisfied: false) }
        tickPushes(local: local, now: now)
        tickAnnounced(local: local, now: now)
        if let lackingSince, now.since(lackingSince) >= GossipLimits.announcedMilliseconds {
            wantsPlan = true
        }
        if let ping = contact.ping(now: now) { outbox.add(urgent: ping.frame) }
        tickComparison(isReady: !local.isOld, local: local, now: now)
    }

    private mutating func tickComparison(isReady: Bool, local: LocalState, now: Moment) {
        guard phase == .established, comparison.dueAt <= now.milliseconds else { return }
        guard local.digest != nil, fetches.isIdle else {
            comparison.postpone(to: now.after(GossipLimits.comparePauseMilliseconds))
            return
        }
        guard isReady else {
            wantSummary()
            return
        }
        outbox.digest = .question
        comparison.asked(now: now)
    }
}

import CRDT

/// Blobs and proofs of forks: what travels beside the logs.
extension Session {
    /// Asks the peer for what is missing here, once a round.
    mutating func startWants() {
        guard phase == .established, let question = blobs.start() else { return }
        actions.append(.ask(question))
    }

    /// Gives the turn back.
    mutating func endWants(isSatisfied: Bool) {
        blobs.stop()
        actions.append(.report(.wantsEnded(isSatisfied: isSatisfied)))
    }

    mutating func receive(wants: [Hash256], now: Moment) {
        guard !wants.isEmpty else {
            endWants(isSatisfied: true)
            return
        }
        blobs.received(wants: wants)
        askForBlobs(now: now)
    }

    private mutating func askForBlobs(now: Moment) {
        guard let want = blobs.nextWant(now: now) else {
            endWants(isSatisfied: false)
            return
        }
        outbox.want = want.frame
    }

    mutating func receive(blobs received: [[UInt8]], id: UInt64, now: Moment) {
        switch blobs.answered(id) {
        case nil: charge(.unasked, "blobs that nobody asked for", now: now)
        case false: break
        case true:
            if received.isEmpty {
                blobs.skip()
                askForBlobs(now: now)
            } else {
                actions.append(.ask(.acceptBlobs(received)))
            }
        }
    }

    mutating func acceptedBlobs(_ kept: Int, now: Moment) {
        if kept > 0 {
            actions.append(.report(.blobsKept))
            actions.append(.ask(.wants))
        } else {
            blobs.skip()
            askForBlobs(now: now)
        }
    }

    /// Loads what a peer asked for; a second request at the same time is the peer's mistake.
    mutating func serve(want id: UInt64, creditBytes: UInt64, _ commitments: [Hash256]) {
        guard !blobs.isServing, !outbox.hasBulk else { return }
        blobs.isServing = true
        let credit = min(creditBytes, UInt64(GossipLimits.creditBytesMaximum))
        actions.append(
            .ask(
                .blobs(
                    StoreQuestion.BlobsQuestion(
                        id: id, creditBytes: Int(credit), commitments: commitments))))
    }

    mutating func answer(want id: UInt64, _ loaded: [[UInt8]]) {
        blobs.isServing = false
        var bytes = 0
        let fitting = loaded.prefix(GossipLimits.wantsPerFrameMaximum).prefix { blob in
            bytes += blob.count + 4
            return bytes <= Limits.runBytesMaximum
        }
        outbox.add(bulk: Message.blobs(id: id, blobs: Array(fitting)).frame)
    }

    mutating func receive(proofs: [ForkProof]) {
        let room = GossipLimits.proofsPendingMaximum - pendingProofs.count
        pendingProofs += proofs.prefix(max(room, 0))
        acceptProofs()
    }

    private mutating func acceptProofs() {
        guard !isAcceptingProofs, !pendingProofs.isEmpty else { return }
        isAcceptingProofs = true
        actions.append(.ask(.acceptProofs(pendingProofs)))
        pendingProofs = []
    }

    mutating func acceptedProofs(_ kept: Int, of count: Int, now: Moment) {
        isAcceptingProofs = false
        if kept > 0 { actions.append(.report(.proofsKept)) }
        if kept < count { charge(.notAuthentic, "a fork proof isn't authentic", now: now) }
        acceptProofs()
    }
}

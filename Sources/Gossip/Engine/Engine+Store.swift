import CRDT

/// What the links share: the store, its news, and who hears of them.
extension Engine {
    mutating func applyNext() {
        guard let batch = applications.next() else { return }
        ask(.apply(batch.map(\.received.run)), for: .apply(batch))
    }

    mutating func receive(
        applied answer: StoreAnswer, for items: [ApplyQueue.Item], now: Moment
    ) {
        applications.done()
        refresh.isDirty = true
        local.isOld = true
        var outcomes: [RunOutcome] = []
        if case .applied(let given) = answer { outcomes = given }
        var byLink: [LinkID: [AppliedRun]] = [:]
        for (index, item) in items.enumerated() {
            let outcome = index < outcomes.count ? outcomes[index] : nil
            byLink[item.link, default: []].append(
                AppliedRun(received: item.received, outcome: outcome))
            switch outcome {
            case .applied(let head), .forked(let head), .duplicate(let head):
                guard let change = local.advance(to: head) else { continue }
                tell(of: change, now: now)
                // What streams in is announced; what is new at a gate is pushed on.
                if item.received.isLive { relay(change, item.received, now: now) }
            case .gap, .unverified, .refused, nil: continue
            }
        }
        chooseTree()
        for link in byLink.keys.sorted() {
            pass(.applied(byLink[link] ?? []), to: link, now: now)
        }
    }

    /// Tells all links of a log that is longer now.
    private mutating func tell(of change: LocalState.Change, now: Moment) {
        let head = KnownHead(change.head)
        let told = local.isForked(change.head.author) ? head : head.brief
        for index in links.indices where links.items[index].isAdmitted {
            links.items[index].session.advance(to: told, now: now)
        }
    }

    mutating func loadPushes(now: Moment) {
        let due = pushes.due(now: now) { pending in
            links.contains {
                $0.isAdmitted && $0.session.isLacking(pending.key, last: pending.last)
            }
        }
        for pending in due {
            let question = StoreQuestion.NewRunQuestion(key: pending.key, position: pending.after)
            ask(.newRun(question), for: .push(pending))
        }
    }

    mutating func receive(
        newRun answer: StoreAnswer, for pending: PushQueue.Pending, now: Moment
    ) {
        pushes.loaded()
        // What doesn't fit into one frame has been announced, and is fetched.
        guard case .newRun(.run(let bytes, let lastOrdinal)) = answer,
            lastOrdinal >= pending.last, bytes.count <= Limits.runBytesMaximum
        else { return }
        let run = local.isForked(pending.key.author) ? bytes : PushedRun.withoutBaseHash(bytes)
        let pushed = PushedRun(branch: pending.key.branch, run: run)
        for id in links.admitted {
            pass(.news(pushed, isOwn: pending.isOwn), to: id, now: now)
        }
    }

    mutating func refreshSummary(now: Moment) {
        guard refresh.begin(finished: applications.finished, now: now) else { return }
        ask(.summary, for: .summary)
    }

    mutating func receive(summary answer: StoreAnswer, now: Moment) {
        refresh.end()
        guard case .summary(let summary) = answer else {
            refresh.isDirty = true
            return
        }
        let isFirst = local.summary == nil
        let former = local.summary
        let isCurrent = refresh.finishedWhenAsked == applications.finished
        if !isCurrent { refresh.isDirty = true }
        local.isOld = !isCurrent
        let changes = local.replace(by: summary, isCurrent: isCurrent, hash: configuration.hash)
        if !isFirst {
            for change in changes {
                tell(of: change, now: now)
                pushes.add(change, dueAt: now.milliseconds, isOwn: true)
            }
        }
        chooseTree()
        for id in links.ids(where: { $0.session.wantsSummary }) {
            pass(.summaryRead, to: id, now: now)
        }
        if summary.wantCount > (former?.wantCount ?? 0) { blobTurns.begin(first: nil) }
        if isFirst || former?.proofs.count != summary.proofs.count {
            for id in links.admitted { pass(.compareSoon, to: id, now: now) }
        }
    }

    mutating func turnBlobs(now: Moment) {
        let wantCount = local.summary?.wantCount ?? 0
        guard blobTurns.isDue(wantCount: wantCount, now: now),
            let id = blobTurns.next(links: links.admitted, wantCount: wantCount, now: now)
        else { return }
        pass(.startWants, to: id, now: now)
    }
}

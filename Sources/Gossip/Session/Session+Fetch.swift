import CRDT

/// Runs: asking for what is lacking, storing what comes, giving what is asked for.
extension Session {
    /// The logs that are being fetched on this link: the others leave them alone.
    package var claims: Set<LogKey> { Set(fetches.fetches.keys) }

    /// Whether anything is being fetched on this link.
    package var isFetching: Bool { !fetches.isIdle }

    /// Decides what to fetch.
    ///
    /// - Parameter claimed: the logs that are being fetched on other links.
    package mutating func plan(
        local: LocalState, claimed: Set<LogKey>, now: Moment
    ) -> [SessionAction] {
        wantsPlan = false
        lackingSince = nil
        guard phase == .established else { return [] }
        for (key, position) in forced.sorted(by: { $0.key < $1.key })
        where !claimed.contains(key) {
            let target = max(logs.ordinal(of: key), 1)
            _ = fetches.begin(key, target: target, positions: [position], now: now)
        }
        forced = [:]
        for head in logs.lacking(in: local)
        where fetches.fetches[head.key] == nil && announced[head.key] == nil {
            let hasBegun =
                !claimed.contains(head.key)
                && fetches.begin(head.key, target: head.ordinal, now: now)
            // Whoever fetches it now may fail: look again in a moment.
            if !hasBegun { lackingSince = now.milliseconds }
            if hasBegun && overdue.contains(head.key) { graft(now: now) }
        }
        overdue = []
        return finish(local: local, now: now)
    }

    mutating func receive(_ answer: RunAnswer, now: Moment) {
        switch fetches.answered(answer.id, now: now) {
        case .never: charge(.unasked, "runs that nobody asked for", now: now)
        case .earlier: break
        case .keys(let keys, let creditBytes):
            comparison.progressed()
            var bytes = 0
            var received: [ReceivedRun] = []
            for item in answer.items {
                guard item.entry < UInt64(keys.count) else {
                    charge(.malformed, "an answer to an entry that wasn't there", now: now)
                    continue
                }
                let key = keys[Int(item.entry)]
                guard let run = take(item.content, of: key, now: now) else { continue }
                bytes += run.run.count
                received.append(run)
            }
            if bytes > creditBytes + Limits.runBytesMaximum / 4 {
                charge(.unasked, "more runs than the credit allows", now: now)
            }
            if answer.items.isEmpty { for key in keys { fetches.refused(key, bytes: 0, now: now) } }
            if !received.isEmpty { actions.append(.apply(received)) }
        }
    }

    private mutating func take(
        _ content: RunAnswer.Content, of key: LogKey, now: Moment
    ) -> ReceivedRun? {
        switch content {
        case .run(let run):
            guard let head = head(of: run, now: now) else {
                fetches.refused(key, bytes: 0, now: now)
                return nil
            }
            guard head.author == key.author else {
                fetches.refused(key, bytes: 0, now: now)
                charge(.notAuthentic, "a run is refused: it is another author's", now: now)
                return nil
            }
            fetches.arrived(key, lastOrdinal: head.lastOrdinal, bytes: run.count)
            return ReceivedRun(key: key, run: run, isLive: false)
        case .upToDate:
            fetches.ended(key, now: now)
        case .unknown:
            fetches.ended(key, now: now)
            charge(.emptyPromise, "a log that was announced isn't there", now: now)
        }
        return nil
    }

    /// Reads the head of a run that came; nil where the run is refused.
    ///
    /// A later format version is no fault of the peer's, which has been brought up to date first:
    /// such logs stay behind here, and all others go on.
    mutating func head(of run: [UInt8], now: Moment) -> Run.Head? {
        do throws(CodecError) {
            return try RunCodec.head(of: run)
        } catch .unknownVersion(let version) where version > UInt64(DeltaCodec.version) {
            guard !hasMetLaterVersion else { return nil }
            hasMetLaterVersion = true
            let text = "runs of format version \(version) are not taken: a newer release reads them"
            actions.append(.report(.refused(text)))
        } catch {
            charge(.notAuthentic, "a run is refused: \(error)", now: now)
        }
        return nil
    }

    mutating func receive(applied run: AppliedRun, now: Moment) {
        let received = run.received
        let bytes = received.run.count
        if received.isLive {
            pushesReceivedBytes -= min(bytes, pushesReceivedBytes)
            receive(live: run, now: now)
            return
        }
        switch run.outcome {
        case .applied, .forked:
            fetches.applied(received.key, bytes: bytes, isNew: true, now: now)
        case .duplicate:
            fetches.applied(received.key, bytes: bytes, isNew: false, now: now)
        case .gap(_, let ordinal, let hash), .unverified(_, let ordinal, let hash):
            fetches.restart(
                received.key, bytes: bytes,
                positions: [Need.Position(ordinal: ordinal, hash: hash)], now: now)
        case .refused(let text):
            fetches.refused(received.key, bytes: bytes, now: now)
            charge(.notAuthentic, "a run is refused: \(text)", now: now)
        case nil:
            fetches.refused(received.key, bytes: bytes, now: now)
        }
        if fetches.isIdle {
            wantsPlan = true
            comparison.schedule(at: now.after(GossipLimits.confirmMilliseconds))
        }
    }

    private mutating func receive(live run: AppliedRun, now: Moment) {
        switch run.outcome {
        case .applied: edge.delivered(now: now)
        case .duplicate: if run.received.isFirst { actions.append(.report(.pushedTwice)) }
        case nil: break
        case .forked: comparison.schedule(at: now.milliseconds)
        case .gap(_, let ordinal, let hash), .unverified(_, let ordinal, let hash):
            guard forced.count < GossipLimits.needEntriesMaximum else { return }
            forced[run.received.key] = Need.Position(ordinal: ordinal, hash: hash)
            wantsPlan = true
        case .refused(let text):
            fetches.avoid(run.received.key, now: now)
            charge(.notAuthentic, "a pushed run is refused: \(text)", now: now)
        }
    }

    mutating func receive(need: Need, now: Moment) {
        guard service.add(need) else {
            charge(.impatient, "more requests than may be open", now: now)
            return
        }
    }
}

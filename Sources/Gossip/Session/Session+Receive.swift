import CRDT

/// From bytes to messages.
extension Session {
    mutating func receive(bytes: [UInt8], local: LocalState, now: Moment) {
        guard !bytes.isEmpty else { return }
        contact.heard(now: now)
        var input = bytes[...]
        while phase != .closed {
            do throws(FrameError) {
                guard let frame = try decoder.next(&input) else { break }
                frameBeganAt = nil
                receive(frame, local: local, now: now)
            } catch {
                actions.append(.report(.refused("\(error)")))
                end(.malformed, text: "\(error)", now: now)
            }
        }
        if !decoder.isMidFrame {
            frameBeganAt = nil
        } else if frameBeganAt == nil {
            frameBeganAt = now.milliseconds
        }
    }

    private mutating func receive(_ frame: Frame, local: LocalState, now: Moment) {
        do throws(CodecError) {
            let message = try Message(frame)
            switch phase {
            case .greeting: receive(greeting: message, now: now)
            case .established: receive(message, local: local, now: now)
            case .joining:
                charge(.impatient, "a frame came while a request to join waits", now: now)
            case .closed: return
            }
        } catch {
            let text = "a frame of kind \(frame.kind) is refused: \(error)"
            switch (phase, error) {
            case (.greeting, .unknownVersion):
                end(.otherVersion, text: GoodbyeReason.otherVersion.sentence, now: now)
            case (.greeting, _), (.joining, _):
                actions.append(.report(.refused(text)))
                end(.malformed, text: text, now: now)
            case (.established, _), (.closed, _): charge(.malformed, text, now: now)
            }
        }
    }

    private mutating func receive(greeting message: Message, now: Moment) {
        switch message {
        case .hello(let hello): receive(hello: hello, now: now)
        case .ready(let tokens): receive(tokens: tokens, now: now)
        case .join(let bytes): receive(join: bytes, now: now)
        case .goodbye(let reason, let text): close(reason, text: text, isByPeer: true)
        // Overtaken by a frame that came too early: it will be said again.
        case .digest, .frontier, .need, .runs, .push, .have, .want, .blobs, .proofs, .ping, .pong,
            .prune, .graft, .skipped:
            break
        case .joinReply: charge(.unasked, "an answer to a request to join", now: now)
        }
    }

    private mutating func receive(_ message: Message, local: LocalState, now: Moment) {
        switch message {
        case .hello, .ready, .goodbye, .join, .joinReply, .skipped: break
        case .digest, .frontier, .need, .runs, .push, .have, .want, .blobs, .proofs, .ping, .pong,
            .prune, .graft:
            isReached = true
        }
        switch message {
        case .hello(let hello): receive(hello: hello, now: now)
        case .ready, .skipped: break
        case .digest(let digest, let isAnswer):
            receive(digest, isAnswer: isAnswer, local: local, now: now)
        case .frontier(let heads, let isLast):
            receive(frontier: heads, isLast: isLast)
        case .need(let need): receive(need: need, now: now)
        case .runs(let answer): receive(answer, now: now)
        case .push(let runs): for pushed in runs { receive(pushed, now: now) }
        case .have(let heads): receive(have: heads, local: local, now: now)
        case .want(let id, let creditBytes, let commitments):
            serve(want: id, creditBytes: creditBytes, commitments)
        case .blobs(let id, let blobs): receive(blobs: blobs, id: id, now: now)
        case .proofs(let proofs): receive(proofs: proofs)
        case .ping(let id): outbox.pong = id
        case .prune: receive(turn: false, now: now)
        case .graft: receive(turn: true, now: now)
        case .pong(let id, let wallMilliseconds):
            contact.pong(id: id, wallMilliseconds: wallMilliseconds, now: now)
        case .goodbye(let reason, let text): close(reason, text: text, isByPeer: true)
        case .join(let bytes): receive(join: bytes, now: now)
        case .joinReply: charge(.unasked, "an answer to a request to join", now: now)
        }
    }

    /// Takes the store's answers to this session's questions.
    mutating func receive(stored: StoreAnswer, now: Moment) {
        switch stored {
        case .runs(let runs): service.answered(runs.answer, into: &outbox)
        case .blobs(let id, let blobs): answer(want: id, blobs)
        case .wants(let wants): receive(wants: wants, now: now)
        case .acceptedBlobs(let kept, of: _): acceptedBlobs(kept, now: now)
        case .acceptedProofs(let kept, of: let count):
            acceptedProofs(kept, of: count, now: now)
        case .failed:
            // The engine reports it; here everything simply becomes possible again.
            service.failed()
            if blobs.isRunning { endWants(isSatisfied: false) }
            blobs.isServing = false
            isAcceptingProofs = false
        // These are the engine's.
        case .summary, .newRun, .applied: break
        }
    }
}

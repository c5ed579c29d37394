import CRDT

/// Hello and space tokens, or a request to join.
extension Session {
    mutating func tickGreeting(now: Moment) {
        guard now.since(openedAt) < GossipLimits.greetingMilliseconds else {
            end(.greetingTimedOut, text: GoodbyeReason.greetingTimedOut.sentence, now: now)
            return
        }
        guard phase == .greeting, isDialler || peer != nil else { return }
        if let greetedAt, now.since(greetedAt) < GossipLimits.greetingRepeatMilliseconds {
            return
        }
        greet(now: now)
    }

    /// Sends hello, and the token as soon as the peer's nonce is known.
    private mutating func greet(now: Moment) {
        greetedAt = now.milliseconds
        let hello = Hello(nonce: nonce, peer: configuration.identity)
        outbox.add(urgent: Message.hello(hello).frame)
        sendToken()
    }

    private mutating func sendToken() {
        guard let peerNonce else { return }
        let token = configuration.token(from: nonce, to: peerNonce)
        outbox.add(urgent: Message.ready([token]).frame)
    }

    mutating func receive(hello: Hello, now: Moment) {
        guard phase == .greeting, peer == nil else {
            // Said again, because the token didn't arrive.
            if hello.nonce == peerNonce, phase == .established { sendToken() }
            return
        }
        guard hello.peer.instance != configuration.identity.instance else {
            end(.ownConnection, text: GoodbyeReason.ownConnection.sentence, now: now)
            return
        }
        peer = hello.peer
        peerNonce = hello.nonce
        if isDialler { sendToken() } else { greet(now: now) }
        if let earlyTokens { receive(tokens: earlyTokens, now: now) }
    }

    mutating func receive(tokens: [Tag128], now: Moment) {
        guard phase == .greeting else { return }
        guard let peer, let peerNonce else {
            earlyTokens = tokens
            return
        }
        guard tokens.contains(configuration.token(from: peerNonce, to: nonce)) else {
            end(.otherSpace, text: GoodbyeReason.otherSpace.sentence, now: now)
            return
        }
        phase = .established
        decoder.isGreeting = false
        actions.append(.report(.established(peer)))
        // The one who dialled asks; the other only if no question comes.
        comparison.postpone(
            to: isDialler ? now.milliseconds : now.after(GossipLimits.compareAnswerMilliseconds))
    }

    mutating func receive(join bytes: [UInt8], now: Moment) {
        guard phase == .greeting, !isDialler, peer == nil else {
            charge(.unasked, "a request to join came in the middle of a session", now: now)
            return
        }
        phase = .joining
        actions.append(.join(bytes))
    }

    mutating func answerJoin(_ bytes: [UInt8]) {
        guard phase == .joining else { return }
        guard bytes.count < GossipLimits.joinFrameBytesMaximum else {
            close(
                .unspecified, text: "The answer to a request to join is too long.", isByPeer: false)
            return
        }
        actions.append(.send(Message.joinReply(bytes).frame))
        close(.joinAnswered, text: GoodbyeReason.joinAnswered.sentence, isByPeer: false)
    }
}

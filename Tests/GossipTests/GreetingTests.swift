import CRDT
import Gossip
import Testing

@Suite("Greeting")
struct GreetingTests {
    @Test("The side that dialled greets first; both end established")
    func both() {
        var dialler = SessionHarness(isDialler: true)
        let first = dialler.wait(20)
        #expect(first == [.hello(Hello(nonce: SessionHarness.ownNonce, peer: SessionHarness.own))])
        let second = dialler.say(
            .hello(Hello(nonce: SessionHarness.otherNonce, peer: SessionHarness.other)))
        #expect(second.count == 1)
        dialler.say(.ready([SessionHarness.token()]))
        #expect(dialler.session.phase == .established)

        var acceptor = SessionHarness()
        #expect(acceptor.wait(1000).isEmpty)
        let answer = acceptor.say(
            .hello(Hello(nonce: SessionHarness.otherNonce, peer: SessionHarness.other)))
        #expect(answer.count == 2)
        acceptor.say(.ready([TestHash.tag(77), SessionHarness.token()]))
        #expect(acceptor.session.phase == .established)
    }

    @Test("A token that overtakes its hello is kept")
    func overtaken() {
        var harness = SessionHarness()
        harness.say(.ready([SessionHarness.token()]))
        harness.say(.hello(Hello(nonce: SessionHarness.otherNonce, peer: SessionHarness.other)))
        #expect(harness.session.phase == .established)
    }

    @Test("A peer of another space is sent away with that reason")
    func otherSpace() {
        var harness = SessionHarness()
        harness.say(.hello(Hello(nonce: SessionHarness.otherNonce, peer: SessionHarness.other)))
        let said = harness.say(.ready([SessionHarness.token(space: SpaceID(words: (1, 1, 1, 1)))]))
        #expect(said == [.goodbye(.otherSpace, text: GoodbyeReason.otherSpace.sentence)])
        #expect(harness.ending == .otherSpace)
    }

    @Test("A token of an earlier connection is worth nothing")
    func replayedToken() {
        var harness = SessionHarness()
        harness.say(.hello(Hello(nonce: TestHash.tag(500), peer: SessionHarness.other)))
        harness.say(.ready([SessionHarness.token()]))
        #expect(harness.ending == .otherSpace)
    }

    @Test("Another version, and one's own connection, are named")
    func versions() {
        var harness = SessionHarness()
        harness.say(
            .hello(
                Hello(version: 9, nonce: SessionHarness.otherNonce, peer: SessionHarness.other)))
        #expect(harness.ending == .otherVersion)
        var own = SessionHarness()
        own.say(.hello(Hello(nonce: SessionHarness.otherNonce, peer: SessionHarness.own)))
        #expect(own.ending == .ownConnection)
    }

    @Test("Ten seconds without a greeting, or with a byte a second, are the end")
    func slow() {
        var silent = SessionHarness()
        silent.wait(9_980)
        #expect(silent.ending == nil)
        silent.wait(40)
        #expect(silent.ending == .greetingTimedOut)

        var dripping = SessionHarness()
        let hello = Message.hello(
            Hello(nonce: SessionHarness.otherNonce, peer: SessionHarness.other)
        ).frame
        for byte in hello.prefix(12) {
            dripping.give(.bytes([byte]))
            dripping.wait(1000)
        }
        #expect(dripping.ending == .greetingTimedOut)
    }

    @Test("Before the greeting a long frame, or nonsense, closes at once")
    func nonsense() {
        var long = SessionHarness()
        long.give(.bytes([0, 0, 0x20, 0, 3]))
        #expect(long.ending == .malformed)
        var http = SessionHarness()
        http.give(.bytes(Array("GET / HTTP/1.1\r\n".utf8)))
        #expect(http.ending == .malformed)
        #expect(http.session.phase == .closed)
        #expect(http.say(.ping(id: 1)).isEmpty)
    }

    @Test("An unanswered greeting is repeated, and answered when heard again")
    func repeated() {
        var dialler = SessionHarness(isDialler: true)
        let said = dialler.wait(4_500)
        #expect(said.count == 3)
        var established = SessionHarness.established()
        let answer = established.say(
            .hello(Hello(nonce: SessionHarness.otherNonce, peer: SessionHarness.other)))
        #expect(answer.contains { if case .ready = $0 { true } else { false } })
    }

    @Test("A request to join is answered and nothing else")
    func join() {
        var harness = SessionHarness()
        harness.say(.join([1, 2, 3]))
        let asked = harness.actions.contains {
            if case .join([1, 2, 3]) = $0 { true } else { false }
        }
        #expect(asked)
        #expect(harness.give(.joinAnswered([9])) == [.joinReply([9])])
        #expect(harness.ending == .joinAnswered)
        var late = SessionHarness.established()
        late.say(.join([1]))
        #expect(late.refusals.count == 1)
    }
}

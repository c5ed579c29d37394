import CRDT
import Gossip
import Testing

@Suite("Live runs and flow control")
struct PushTests {
    static let author = TestHash.author(5)

    static func run(_ store: MemoryStore, after ordinal: UInt64) throws -> [UInt8] {
        let reply = try store.run(
            of: author, branch: nil, after: ordinal, expecting: nil, maximumBytes: 60_000)
        guard case .run(let bytes, _) = reply else { return [] }
        return bytes
    }

    /// A session with an equal peer.
    static func equal(_ store: MemoryStore) throws -> SessionHarness {
        var harness = SessionHarness.established(store: store)
        harness.say(.digest(try SessionTests.digest(store), isAnswer: true))
        return harness
    }

    @Test("News goes to a peer that can use it, once")
    func news() throws {
        let store = MemoryStore()
        try store.append(Self.author)
        var harness = try Self.equal(store)
        try store.append(Self.author)
        harness.read(store)
        let pushed = PushedRun(branch: nil, run: try Self.run(store, after: 1))
        #expect(harness.give(.news(pushed)) == [.push([pushed])])
        #expect(harness.give(.news(pushed)).isEmpty)
        let key = LogKey(author: Self.author)
        harness.say(.have([KnownHead(key: key, ordinal: 2, sequence: 2)]))
        let later = harness.wait(2_000)
        #expect(!later.contains { if case .have = $0 { true } else { false } })
    }

    @Test("A push that isn't confirmed is announced")
    func unconfirmed() throws {
        let store = MemoryStore()
        try store.append(Self.author)
        var harness = try Self.equal(store)
        try store.append(Self.author)
        harness.read(store)
        harness.give(.news(PushedRun(branch: nil, run: try Self.run(store, after: 1))))
        let said = harness.wait(1_100)
        let key = LogKey(author: Self.author)
        #expect(said.contains(.have([KnownHead(key: key, ordinal: 2, sequence: 2)])))
    }

    @Test("A peer that lacks what lies before is told, not sent a run it can't use")
    func behind() throws {
        let store = MemoryStore()
        try store.append(Self.author)
        var harness = try Self.equal(store)
        try store.append(Self.author, times: 5)
        harness.read(store)
        let said =
            harness.give(
                .news(PushedRun(branch: nil, run: try Self.run(store, after: 4))))
            + harness.wait(40)
        let key = LogKey(author: Self.author)
        #expect(said.contains(.have([KnownHead(key: key, ordinal: 6, sequence: 6)])))
        #expect(!said.contains { if case .push = $0 { true } else { false } })
    }

    @Test("A gap is asked for once, with the hash of the head")
    func gap() throws {
        let theirs = MemoryStore()
        try theirs.append(Self.author, times: 4)
        let mine = MemoryStore()
        var harness = try Self.equal(mine)
        harness.say(.push([PushedRun(branch: nil, run: try Self.run(theirs, after: 3))]))
        let received = try #require(harness.applied.first)
        #expect(received.isLive)
        let outcome = try mine.apply([received.run])[0]
        guard case .gap(_, let ordinal, let hash) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        for _ in 0..<2 {
            harness.give(.applied([AppliedRun(received: received, outcome: outcome)]))
        }
        let said = harness.note(
            harness.session.plan(local: harness.local, claimed: [], now: harness.moment))
        guard case .need(let need)? = said.first, said.count == 1 else {
            Issue.record("\(said)")
            return
        }
        #expect(need.entries[0].positions == [Need.Position(ordinal: ordinal, hash: hash)])
        harness.give(.applied([AppliedRun(received: received, outcome: outcome)]))
        let again = harness.note(
            harness.session.plan(local: harness.local, claimed: [], now: harness.moment))
        #expect(again.isEmpty)
    }

    @Test("A peer that doesn't read costs a bounded number of bytes, and is caught up later")
    func slowReader() throws {
        let store = MemoryStore()
        try store.append(Self.author)
        var harness = try Self.equal(store)
        harness.isReading = false
        var sent = 0
        for ordinal in 1..<2_000 as Range<UInt64> {
            try store.append(Self.author, label: String(repeating: "y", count: 150))
            harness.read(store)
            harness.give(.news(PushedRun(branch: nil, run: try Self.run(store, after: ordinal))))
            #expect(
                harness.session.heldBytes
                    <= GossipLimits.unwrittenBytesMaximum + GossipLimits.pushesQueuedBytesMaximum
                    + 1024)
            if harness.session.heldBytes > GossipLimits.pushesQueuedBytesMaximum { sent += 1 }
        }
        #expect(sent > 0)
        harness.isReading = true
        harness.give(.wrote(10_000_000))
        let said = harness.wait(1_100)
        let told = said.contains {
            if case .have(let heads) = $0 { heads.contains { $0.ordinal == 2_000 } } else { false }
        }
        #expect(told)
    }

    @Test("Live runs overtake the answer to a request")
    func priority() throws {
        let store = MemoryStore()
        try store.append(Self.author)
        var harness = try Self.equal(store)
        harness.isReading = false
        harness.say(.ping(id: 1))
        harness.give(.wrote(0))
        for id in 1...2 as ClosedRange<UInt64> {
            harness.say(
                .need(
                    Need(
                        id: id, creditBytes: 250_000,
                        entries: [Need.Entry(key: LogKey(author: Self.author), positions: [])])))
        }
        #expect(harness.questions.count == 1)
        try store.append(Self.author, label: String(repeating: "z", count: 180), times: 900)
        harness.read(store)
        let answer = harness.questions[0].answer(from: store)
        let bulk = harness.give(.answered(answer))
        #expect(bulk.count == 1)
        try store.append(Self.author)
        harness.read(store)
        let second = harness.questions[1].answer(from: store)
        #expect(harness.give(.answered(second)).isEmpty)
        harness.say(
            .have([KnownHead(key: LogKey(author: Self.author), ordinal: 901, sequence: 901)]))
        harness.give(.news(PushedRun(branch: nil, run: try Self.run(store, after: 901))))
        let next = harness.give(.wrote(10_000_000))
        guard case .push? = next.first else {
            Issue.record("\(next.count)")
            return
        }
        #expect(next.contains { if case .runs = $0 { true } else { false } })
    }

    @Test("More requests than may be open are charged")
    func impatient() {
        var harness = SessionHarness.established(store: MemoryStore())
        for id in 1...30 as ClosedRange<UInt64> {
            harness.say(.need(Need(id: id, creditBytes: 1, entries: [])))
        }
        #expect(harness.questions.count == 1)
        #expect(harness.ending == .misbehaved)
    }

    @Test("A request that comes twice is answered once")
    func twice() throws {
        let store = MemoryStore()
        try store.append(Self.author)
        var harness = try Self.equal(store)
        let need = Message.need(
            Need(
                id: 1, creditBytes: 250_000,
                entries: [Need.Entry(key: LogKey(author: Self.author), positions: [])]))
        harness.say(need)
        harness.say(need)
        let first = harness.give(.answered(harness.questions[0].answer(from: store)))
        #expect(first.contains { if case .runs = $0 { true } else { false } })
        harness.say(need)
        #expect(harness.questions.count == 1)
        #expect(harness.ending == nil)
    }

    @Test("A flood of pushes that the store hasn't taken is bounded")
    func flood() throws {
        let theirs = MemoryStore()
        try theirs.append(Self.author, label: String(repeating: "p", count: 190), times: 200)
        let run = try Self.run(theirs, after: 0)
        var harness = try Self.equal(MemoryStore())
        for _ in 0..<100 { harness.say(.push([PushedRun(branch: nil, run: run)])) }
        let bytes = harness.applied.reduce(0) { $0 + $1.run.count }
        #expect(bytes <= GossipLimits.pushesReceivedBytesMaximum)
        #expect(bytes > 0)
        #expect(harness.ending == nil)
    }
}

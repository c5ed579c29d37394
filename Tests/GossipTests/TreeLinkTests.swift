import CRDT
import Gossip
import Testing

@Suite("A link of the tree")
struct TreeLinkTests {
    static let key = LogKey(author: PushTests.author)

    static func harness(_ store: MemoryStore) throws -> SessionHarness {
        try store.append(PushTests.author)
        var harness = try PushTests.equal(store)
        harness.session.isTree = true
        harness.wait(200)
        return harness
    }

    static func news(_ store: MemoryStore) throws -> PushedRun {
        let last = UInt64(store.operationCount)
        try store.append(PushTests.author)
        return PushedRun(branch: nil, run: try PushTests.run(store, after: last))
    }

    @Test("Both frames are five bytes, and nothing may follow", arguments: [64, 65] as [UInt8])
    func frames(kind: UInt8) throws {
        let message = try Message(Frame(kind: kind, body: []))
        #expect(message == (kind == 64 ? .prune : .graft))
        #expect(message.frame == [0, 0, 0, 1, kind])
        #expect(throws: CodecError.self) { try Message(Frame(kind: kind, body: [0])) }
    }

    @Test("A pruned link is announced on and asked on; a grafted one is pushed on again")
    func pruned() throws {
        let store = MemoryStore()
        var harness = try Self.harness(store)
        harness.say(.prune)
        #expect(!harness.session.isEager)
        let first = try Self.news(store)
        harness.read(store)
        let head = KnownHead(key: Self.key, ordinal: 2, sequence: 2)
        var said = harness.give(.advanced(head)) + harness.give(.news(first))
        said += harness.wait(200)
        #expect(said.contains(.have([head])))
        #expect(!said.contains { if case .push = $0 { true } else { false } })
        harness.say(
            .need(
                Need(
                    id: 1, creditBytes: 10_000,
                    entries: [Need.Entry(key: Self.key, positions: [])])))
        let question = try #require(harness.questions.last)
        let answer = harness.give(.answered(question.answer(from: store)))
        #expect(answer.contains { if case .runs = $0 { true } else { false } })
        harness.say(.have([head]))
        harness.say(.graft)
        #expect(harness.session.isEager)
        let second = try Self.news(store)
        harness.read(store)
        #expect(harness.give(.news(second)) == [.push([second])])
    }

    @Test("What is announced and doesn't come is asked for, and the link joins the tree")
    func announced() throws {
        let store = MemoryStore()
        var harness = try Self.harness(store)
        harness.give(.prune)
        harness.say(.have([KnownHead(key: Self.key, ordinal: 2, sequence: 2)]))
        #expect(!harness.session.isQuiet)
        harness.wait(GossipLimits.announcedMilliseconds - 20)
        #expect(!harness.session.wantsPlan)
        harness.wait(40)
        #expect(harness.session.wantsPlan)
        let said = harness.note(
            harness.session.plan(local: harness.local, claimed: [], now: harness.moment))
        #expect(said.first == .graft)
        #expect(said.contains { if case .need = $0 { true } else { false } })
        #expect(harness.session.isEager)
    }

    @Test("What is announced and comes along the tree isn't asked for")
    func arrived() throws {
        let store = MemoryStore()
        var harness = try Self.harness(store)
        let head = KnownHead(key: Self.key, ordinal: 2, sequence: 2)
        harness.say(.have([head]))
        _ = try Self.news(store)
        harness.read(store)
        harness.give(.advanced(head))
        harness.wait(2_000)
        #expect(!harness.session.wantsPlan)
        #expect(harness.session.isQuiet)
    }

    @Test("Of relayed news the first goes at once, the others of 100 ms together; own ones at once")
    func joined() throws {
        let store = MemoryStore()
        var harness = try Self.harness(store)
        var news: [PushedRun] = []
        for _ in 0..<4 { news.append(try Self.news(store)) }
        harness.read(store)
        #expect(harness.give(.news(news[0], isOwn: false)) == [.push([news[0]])])
        #expect(harness.give(.news(news[1], isOwn: false)).isEmpty)
        #expect(harness.give(.news(news[2], isOwn: false)).isEmpty)
        #expect(!harness.session.isQuiet)
        let pushes = harness.wait(120).filter { if case .push = $0 { true } else { false } }
        #expect(pushes == [.push([news[1], news[2]])])
        #expect(harness.give(.news(news[3], isOwn: true)) == [.push([news[3]])])
    }

    @Test("What the peer got elsewhere while it waited isn't pushed")
    func overtaken() throws {
        let store = MemoryStore()
        var harness = try Self.harness(store)
        let news = [try Self.news(store), try Self.news(store)]
        harness.read(store)
        harness.give(.news(news[0], isOwn: false))
        harness.give(.news(news[1], isOwn: false))
        harness.say(.have([KnownHead(key: Self.key, ordinal: 3, sequence: 3)]))
        let said = harness.wait(200)
        #expect(!said.contains { if case .push = $0 { true } else { false } })
    }

    @Test("A second copy is reported; the same copy again isn't, and one prune is enough")
    func twice() throws {
        let theirs = MemoryStore()
        try theirs.append(PushTests.author, times: 2)
        let mine = MemoryStore()
        var harness = try Self.harness(mine)
        let pushed = PushedRun(branch: nil, run: try PushTests.run(theirs, after: 1))
        for _ in 0..<2 { harness.say(.push([pushed])) }
        let outcomes = try mine.apply([pushed.run, pushed.run])
        guard case .duplicate = outcomes[1] else {
            Issue.record("\(outcomes)")
            return
        }
        for received in harness.applied {
            harness.give(.applied([AppliedRun(received: received, outcome: outcomes[1])]))
        }
        let reports = harness.actions.filter {
            if case .report(.pushedTwice) = $0 { true } else { false }
        }
        #expect(harness.applied.count == 2)
        #expect(reports.count == 1)
        #expect(harness.give(.prune) == [.prune])
        #expect(harness.give(.prune).isEmpty)
        harness.wait(GossipLimits.turnRepeatMilliseconds)
        #expect(harness.give(.prune) == [.prune])
    }

    @Test("What has joined the tree stays for a second, and nothing is said twice in one")
    func hysteresis() throws {
        var harness = try Self.harness(MemoryStore())
        #expect(harness.give(.graft) == [.graft])
        #expect(harness.give(.graft).isEmpty)
        #expect(harness.give(.prune).isEmpty)
        #expect(harness.session.isEager)
        harness.wait(GossipLimits.turnRepeatMilliseconds)
        #expect(harness.give(.prune) == [.prune])
        #expect(harness.give(.graft) == [.graft])
        #expect(harness.give(.prune).isEmpty)
    }

    @Test("That the peer takes the link out of the tree is reported once")
    func prunedByPeer() throws {
        var harness = try Self.harness(MemoryStore())
        for _ in 0..<2 { harness.say(.prune) }
        let reports = harness.actions.filter {
            if case .report(.pruned) = $0 { true } else { false }
        }
        #expect(reports.count == 1)
    }

    @Test("A peer that leaves and joins without end is charged, and answered nothing")
    func flood() throws {
        var harness = try Self.harness(MemoryStore())
        var said: [Message] = []
        for _ in 0..<200 where harness.ending == nil {
            said += harness.say(.prune) + harness.say(.graft)
        }
        #expect(harness.ending == .misbehaved)
        #expect(!said.contains { if case .push = $0 { true } else { false } })
    }

    @Test("An honest peer isn't charged, however the network bunches what it says")
    func bunched() throws {
        var harness = try Self.harness(MemoryStore())
        let silence = GossipLimits.silenceMilliseconds
        for _ in 0..<20 {
            // All that it says while the link may just be silent, twice, at once.
            for _ in 0..<2 * silence / GossipLimits.turnRepeatMilliseconds {
                harness.say(.prune)
                harness.say(.graft)
            }
            harness.wait(silence - 1_000)
        }
        #expect(harness.ending == nil)
        #expect(harness.refusals.isEmpty)
    }
}

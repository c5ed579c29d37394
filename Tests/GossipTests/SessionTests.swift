import CRDT
import Gossip
import Testing

@Suite("Session")
struct SessionTests {
    static let author = TestHash.author(5)

    static func digest(_ store: MemoryStore) throws -> SummaryDigest {
        SummaryDigest(try store.summary(), hash: TestHash.hash)
    }

    @Test("Comparing equal replicas costs at most 128 bytes, both directions together")
    func bytesOfARound() throws {
        let store = MemoryStore()
        for index in 0..<100 { try store.append(TestHash.author(UInt64(index)), times: 3) }
        var harness = SessionHarness.established(store: store)
        harness.wait(200)
        let before = harness.sentBytes
        let question = Message.digest(try Self.digest(store), isAnswer: false)
        let answer = harness.say(question)
        #expect(answer.count == 1)
        let bytes = question.frame.count + harness.sentBytes - before
        #expect(bytes <= 128)
        #expect(harness.say(.digest(try Self.digest(store), isAnswer: true)).isEmpty)
    }

    @Test("What is compared isn't older than what was applied")
    func oldSummary() throws {
        let store = MemoryStore()
        var harness = SessionHarness.established(store: store)
        harness.wait(200)
        try store.append(Self.author)
        harness.local.isOld = true
        let question = Message.digest(try Self.digest(store), isAnswer: false)
        #expect(harness.say(question).isEmpty)
        #expect(harness.session.wantsSummary)
        harness.wait(1_000)
        let wanted = harness.actions.filter {
            if case .report(.summaryWanted) = $0 { true } else { false }
        }
        #expect(wanted.count == 1)
        harness.read(store)
        harness.local.isOld = false
        let answer = Message.digest(try Self.digest(store), isAnswer: true)
        #expect(harness.give(.summaryRead) == [answer])
    }

    @Test("Different digests are followed by frontiers, and what is lacking is asked for")
    func frontiers() throws {
        let mine = MemoryStore()
        let theirs = MemoryStore()
        try mine.append(Self.author, times: 2)
        try theirs.append(Self.author, times: 5)
        var harness = SessionHarness.established(store: mine)
        let said = harness.say(.digest(try Self.digest(theirs), isAnswer: false))
        #expect(said.count == 2)
        let heads = try theirs.summary().frontier.heads.map { KnownHead($0) }
        harness.say(.frontier(heads, isLast: true))
        #expect(harness.session.wantsPlan)
        let asked = harness.note(
            harness.session.plan(local: harness.local, claimed: [], now: harness.moment))
        guard case .need(let need) = asked.first else {
            Issue.record("nothing was asked")
            return
        }
        let held = try #require(harness.local.head(of: LogKey(author: Self.author)))
        #expect(need.entries.map(\.key) == [LogKey(author: Self.author)])
        #expect(need.entries[0].positions == [Need.Position(ordinal: 2, hash: held.hash)])
        #expect(need.creditBytes == UInt64(GossipLimits.creditBytesInitial))
    }

    @Test("What the peer held before is asked for at once, even if it has just been announced")
    func announcedBefore() throws {
        var harness = SessionHarness.established(store: MemoryStore())
        let head = KnownHead(key: LogKey(author: Self.author), ordinal: 9, sequence: 9)
        harness.say(.have([head]))
        harness.say(.frontier([head], isLast: true))
        let said = harness.note(
            harness.session.plan(local: harness.local, claimed: [], now: harness.moment))
        #expect(said.contains { if case .need = $0 { true } else { false } })
    }

    @Test("Until the peer shows that it has the token, it is sent no request for blobs")
    func smallFrames() throws {
        var harness = SessionHarness.established(store: MemoryStore())
        harness.give(.startWants)
        let wants = (0..<200 as Range<UInt64>).map { TestHash.hash([UInt8($0)]) }
        let before = harness.give(.answered(.wants(wants)))
        #expect(!before.contains { if case .want = $0 { true } else { false } })
        let after = harness.say(.ping(id: 1))
        #expect(after.contains { if case .want = $0 { true } else { false } })
    }

    @Test("What another link fetches isn't fetched twice")
    func claims() throws {
        var harness = SessionHarness.established(store: MemoryStore())
        let head = KnownHead(key: LogKey(author: Self.author), ordinal: 1, sequence: 1)
        harness.say(.frontier([head], isLast: true))
        let said = harness.note(
            harness.session.plan(local: harness.local, claimed: [head.key], now: harness.moment))
        #expect(said.isEmpty)
        harness.wait(400)
        #expect(harness.session.wantsPlan)
        let later = harness.note(
            harness.session.plan(local: harness.local, claimed: [], now: harness.moment))
        #expect(later.count == 1)
    }

    @Test("Equal logs with different fingerprints are an alarm")
    func alarm() throws {
        let mine = MemoryStore()
        let theirs = MemoryStore()
        for store in [mine, theirs] { try store.append(Self.author) }
        theirs.change { $0.isCorrupt = true }
        var harness = SessionHarness.established(store: mine)
        harness.say(.digest(try Self.digest(theirs), isAnswer: false))
        let isTold = harness.actions.contains {
            if case .report(.fingerprintsDiffer) = $0 { true } else { false }
        }
        #expect(isTold)
    }

    @Test("A byte a second after the greeting is closed by the frame's limit")
    func slowFrame() {
        var harness = SessionHarness.established()
        var frame = Message.ping(id: 1).frame
        frame[3] = 200
        for index in 0..<40 where harness.ending == nil {
            harness.give(.bytes([index < frame.count ? frame[index] : 0]))
            harness.wait(1000)
        }
        #expect(harness.ending == .slowFrame)
    }

    @Test("A silent peer is pinged, and lost within 15 seconds")
    func silence() {
        var harness = SessionHarness.established()
        let said = harness.wait(14_000)
        let pings = said.filter { if case .ping = $0 { true } else { false } }
        #expect(pings.count == 3)
        #expect(harness.ending == nil)
        harness.wait(1_020)
        #expect(harness.ending == .silent)
    }

    @Test("A malformed frame costs points, three close the link, and good ones in between count")
    func malformed() {
        var harness = SessionHarness.established()
        for _ in 0..<2 {
            harness.give(.bytes(Frame(kind: 12, body: [0x80, 0]).bytes))
            #expect(harness.ending == nil)
            let pong = harness.say(.ping(id: 5))
            #expect(pong.contains { if case .pong(id: 5, _) = $0 { true } else { false } })
        }
        harness.give(.bytes(Frame(kind: 3, body: []).bytes))
        #expect(harness.ending == .misbehaved)
        #expect(harness.refusals.count == 3)
    }

    @Test("Points are forgiven, one a second")
    func forgiven() {
        var harness = SessionHarness.established()
        for _ in 0..<10 {
            harness.give(.bytes(Frame(kind: 3, body: []).bytes))
            for _ in 0..<6 {
                harness.wait(10_000)
                harness.say(.ping(id: 1))
            }
        }
        #expect(harness.ending == nil)
    }

    @Test("Answers that nobody asked for are charged; old and doubled ones are not")
    func unasked() throws {
        var harness = SessionHarness.established(store: MemoryStore())
        let head = KnownHead(key: LogKey(author: Self.author), ordinal: 1, sequence: 1)
        harness.say(.frontier([head], isLast: true))
        harness.note(harness.session.plan(local: harness.local, claimed: [], now: harness.moment))
        let theirs = MemoryStore()
        try theirs.append(Self.author)
        let reply = try theirs.run(
            of: Self.author, branch: nil, after: 0, expecting: nil, maximumBytes: 1000)
        guard case .run(let run, _) = reply else {
            Issue.record("no run")
            return
        }
        let answer = Message.runs(
            RunAnswer(id: 1, items: [RunAnswer.Item(entry: 0, content: .run(run))]))
        for _ in 0..<50 { harness.say(answer) }
        #expect(harness.applied.count == 1)
        #expect(harness.refusals.isEmpty)
        for _ in 0..<11 { harness.say(.runs(RunAnswer(id: 9, items: []))) }
        #expect(harness.ending == .misbehaved)
        var blobs = SessionHarness.established()
        for _ in 0..<11 { blobs.say(.blobs(id: 3, blobs: [[1]])) }
        #expect(blobs.ending == .misbehaved)
        #expect(blobs.questions.isEmpty)
    }

    @Test("A run of another author than asked is refused and its log avoided")
    func otherAuthor() throws {
        var harness = SessionHarness.established(store: MemoryStore())
        let head = KnownHead(key: LogKey(author: Self.author), ordinal: 1, sequence: 1)
        harness.say(.frontier([head], isLast: true))
        harness.note(harness.session.plan(local: harness.local, claimed: [], now: harness.moment))
        harness.say(
            .runs(RunAnswer(id: 1, items: [RunAnswer.Item(entry: 0, content: .run([1, 2]))])))
        #expect(harness.applied.isEmpty)
        #expect(harness.refusals.count == 1)
        let again = harness.note(
            harness.session.plan(local: harness.local, claimed: [], now: harness.moment))
        #expect(again.isEmpty)
    }

    /// A run's bytes as far as they count here: a head of one delta, under a version.
    private static func run(version: UInt8, author: AuthorID = author) -> [UInt8] {
        [version, 0] + author.bytes + [1, 1, 0, 1] + [0]
    }

    @Test("A run of an earlier format version is refused, named and charged")
    func earlierVersion() {
        var harness = SessionHarness.established(store: MemoryStore())
        let pushed = PushedRun(branch: nil, run: Self.run(version: 0))
        harness.say(.push([pushed]))
        #expect(harness.refusals == ["a run is refused: format version 0 is not known here"])
        for _ in 0..<4 { harness.say(.push([pushed])) }
        #expect(harness.ending == .misbehaved)
        #expect(harness.applied.isEmpty)
    }

    @Test("Runs of a later format version are not taken, told once, and the link goes on")
    func laterVersion() {
        var harness = SessionHarness.established(store: MemoryStore())
        let keys = (UInt64(1)...9).map { LogKey(author: TestHash.author($0)) }.sorted()
        harness.say(
            .frontier(keys.map { KnownHead(key: $0, ordinal: 1, sequence: 1) }, isLast: true))
        harness.note(harness.session.plan(local: harness.local, claimed: [], now: harness.moment))
        // The last log alone is of this version.
        let items = keys.indices.map { index in
            let version = index == keys.count - 1 ? DeltaCodec.version : 2
            return RunAnswer.Item(
                entry: UInt64(index),
                content: .run(Self.run(version: version, author: keys[index].author)))
        }
        harness.say(.runs(RunAnswer(id: 1, items: items)))
        #expect(harness.applied.map(\.key) == [keys[keys.count - 1]], "\(harness.refusals)")
        for key in keys.dropLast() {
            let run = Self.run(version: 2, author: key.author)
            harness.say(.push([PushedRun(branch: nil, run: run)]))
        }
        #expect(harness.refusals.count == 1)
        #expect(harness.refusals.allSatisfy { $0.contains("format version 2") })
        #expect(harness.ending == nil)
        #expect(harness.applied.count == 1)
        let again = harness.note(
            harness.session.plan(local: harness.local, claimed: [], now: harness.moment))
        #expect(again.isEmpty)
    }

    @Test("The clock's offset is measured in the middle of the round trip")
    func offset() {
        var harness = SessionHarness.established()
        let said = harness.wait(20)
        guard
            case .ping(let id)? = said.first(where: { if case .ping = $0 { true } else { false } })
        else {
            Issue.record("no ping")
            return
        }
        harness.wait(100)
        let middle = harness.moment.wallMilliseconds - 50
        harness.say(.pong(id: id, wallMilliseconds: middle + 7_000))
        #expect(harness.session.offsetMilliseconds == 7_000)
        harness.say(.pong(id: id, wallMilliseconds: 1))
        #expect(harness.session.offsetMilliseconds == 7_000)
    }
}

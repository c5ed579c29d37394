import CRDT
import Gossip
import Testing

@Suite("Messages")
struct MessageTests {
    static let author = TestHash.author(1)
    static let branch = TestHash.hash([1])
    static let samples: [Message] = [
        .hello(
            Hello(
                nonce: TestHash.tag(1),
                peer: PeerIdentity(
                    device: TestHash.device(1), instance: TestHash.tag(2), name: "Portão norte"))),
        .ready([TestHash.tag(3), TestHash.tag(4)]),
        .digest(
            SummaryDigest(contents: TestHash.tag(5), fingerprint: TestHash.tag(6), wantCount: 300),
            isAnswer: true),
        .frontier(
            [
                KnownHead(key: LogKey(author: author), ordinal: 3, sequence: 9, hash: branch),
                KnownHead(key: LogKey(author: author, branch: branch), ordinal: 1, sequence: 1),
            ], isLast: false),
        .need(
            Need(
                id: 7, creditBytes: 65_536,
                entries: [
                    Need.Entry(key: LogKey(author: author), positions: []),
                    Need.Entry(
                        key: LogKey(author: author, branch: branch),
                        positions: [
                            Need.Position(ordinal: 5, hash: branch),
                            Need.Position(ordinal: 2, hash: nil),
                        ]),
                ])),
        .runs(
            RunAnswer(
                id: 7,
                items: [
                    RunAnswer.Item(entry: 0, content: .run([1, 2, 3])),
                    RunAnswer.Item(entry: 1, content: .upToDate),
                    RunAnswer.Item(entry: 5, content: .unknown),
                ])),
        .push([PushedRun(branch: nil, run: [1]), PushedRun(branch: branch, run: [2, 3])]),
        .have([KnownHead(key: LogKey(author: author), ordinal: 4, sequence: 4)]),
        .want(id: 2, creditBytes: 4096, commitments: [branch]),
        .blobs(id: 2, blobs: [[1, 2], []]),
        .proofs([proof]),
        .ping(id: 1),
        .pong(id: 1, wallMilliseconds: 1_700_000_000_000),
        .goodbye(.otherSpace, text: "No."),
        .join([1, 2, 3]),
        .joinReply([]),
        .prune,
        .graft,
    ]

    static let proof = ForkProof(
        author: author,
        introduction: Delta.Introduction(device: TestHash.device(1), nonce: TestHash.tag(1)),
        ordinal: 4,
        ForkProof.SignedHead(
            sequence: 4, hash: TestHash.hash([2]), signature: [UInt8](repeating: 1, count: 64)),
        ForkProof.SignedHead(
            sequence: 5, hash: TestHash.hash([3]), signature: [UInt8](repeating: 2, count: 64)))

    static func decode(_ bytes: [UInt8]) throws -> Message? {
        var decoder = FrameDecoder()
        decoder.isGreeting = false
        var input = bytes[...]
        guard let frame = try decoder.next(&input) else { return nil }
        return try Message(frame)
    }

    @Test("Every kind survives encoding", arguments: samples)
    func roundTrip(message: Message) throws {
        let read = try Self.decode(message.frame)
        #expect(read == message)
        #expect(read?.frame == message.frame)
    }

    @Test("All kinds are sampled")
    func complete() {
        let kinds = Set(Self.samples.map { $0.frame[4] })
        #expect(kinds == Set(MessageKind.allCases.map(\.rawValue)))
    }

    @Test("Left-over bytes and missing ones are refused", arguments: samples)
    func exactness(message: Message) throws {
        switch message {
        // Whatever follows is theirs.
        case .join, .joinReply: return
        default: break
        }
        let body = Array(message.frame.dropFirst(5))
        let kind = message.frame[4]
        #expect(throws: CodecError.self) { try Message(Frame(kind: kind, body: body + [0])) }
        for count in body.indices {
            #expect(throws: CodecError.self) {
                try Message(Frame(kind: kind, body: Array(body.prefix(count))))
            }
        }
    }

    @Test("Later kinds are skipped, the others refused")
    func unknownKinds() throws {
        #expect(try Message(Frame(kind: 66, body: [1, 2])) == .skipped(kind: 66))
        #expect(try Message(Frame(kind: 255, body: [])) == .skipped(kind: 255))
        #expect(throws: CodecError.self) { try Message(Frame(kind: 63, body: [])) }
        #expect(throws: CodecError.self) { try Message(Frame(kind: 0, body: [])) }
    }

    @Test("Heads out of order are refused")
    func order() {
        let heads = [TestHash.author(1), TestHash.author(2)].sorted().reversed().map {
            KnownHead(key: LogKey(author: $0), ordinal: 1, sequence: 1)
        }
        #expect(throws: CodecError.self) { try Self.decode(Message.have(heads).frame) }
    }

    @Test("A changed byte never traps, and what is read is written alike")
    func mutations() throws {
        var generator = SeededGenerator(seed: 3)
        var readable = 0
        for _ in 0..<20_000 {
            let index = Int.random(in: 0..<Self.samples.count, using: &generator)
            let bytes = Self.samples[index].frame
            var body = Array(bytes.dropFirst(5))
            guard !body.isEmpty else { continue }
            let place = Int.random(in: 0..<body.count, using: &generator)
            body[place] = UInt8.random(in: 0...255, using: &generator)
            guard let message = try? Message(Frame(kind: bytes[4], body: body)) else { continue }
            readable += 1
            if case .goodbye = message { continue }
            #expect(Array(message.frame.dropFirst(5)) == body)
        }
        #expect(readable > 1000)
    }

    @Test("A long name is cut between characters")
    func names() throws {
        let name = String(repeating: "ç", count: 150)
        let peer = PeerIdentity(
            device: TestHash.device(1), instance: TestHash.tag(2), name: name)
        let read = try Self.decode(Message.hello(Hello(nonce: TestHash.tag(1), peer: peer)).frame)
        guard case .hello(let hello) = read else {
            Issue.record("no hello")
            return
        }
        #expect(hello.peer.name == String(repeating: "ç", count: 100))
    }

    @Test("Without its base hash a run is 32 bytes shorter and otherwise the same")
    func baseHash() throws {
        let store = MemoryStore()
        try store.append(Self.author, times: 3)
        let reply = try store.run(
            of: Self.author, branch: nil, after: 1, expecting: nil, maximumBytes: 10_000)
        guard case .run(let bytes, _) = reply else {
            Issue.record("no run")
            return
        }
        let short = PushedRun.withoutBaseHash(bytes)
        #expect(short.count == bytes.count - 32)
        var head = try RunCodec.head(of: bytes)
        head.baseHash = nil
        #expect(try RunCodec.head(of: short) == head)
        #expect(PushedRun.withoutBaseHash(short) == short)
        #expect(PushedRun.withoutBaseHash([1, 2]) == [1, 2])
    }
}

import CRDT
import Gossip
import Testing

@Suite("Hostile peers")
struct FuzzTests {
    @Test(
        "Garbage after a good greeting never traps, and good peers don't notice",
        arguments: 1...6 as ClosedRange<UInt64>)
    func garbage(seed: UInt64) throws {
        var simulation = Simulation(seed: seed)
        simulation.add()
        simulation.add(dials: [0])
        simulation.run(for: 1_000)
        for round in 0..<20 {
            try attack(&simulation, round: round)
            try simulation.append(1)
            simulation.run(for: 100)
        }
        #expect(simulation.run(atMost: 30_000) { $0.areEqual })
        #expect(simulation.isInContact(0, 1))
    }

    /// Greets node 0 as a good peer would and goes on with mutated frames.
    private func attack(_ simulation: inout Simulation, round: Int) throws {
        let id = simulation.nextAccepted(0)
        simulation.pass(.accepted(id, remote: "attacker", nonce: SessionHarness.ownNonce), to: 0)
        let peer = PeerIdentity(
            device: TestHash.device(UInt64(600 + round)),
            instance: TestHash.tag(UInt64(600 + round)),
            name: "attacker")
        simulation.pass(
            .bytes(id, Message.hello(Hello(nonce: SessionHarness.otherNonce, peer: peer)).frame),
            to: 0)
        simulation.pass(.bytes(id, Message.ready([SessionHarness.token()]).frame), to: 0)
        for _ in 0..<40 {
            let index = Int.random(in: 0..<MessageTests.samples.count, using: &simulation.generator)
            var bytes = MessageTests.samples[index].frame
            if simulation.generator.chance(0.5) {
                let place = Int.random(in: 4..<bytes.count, using: &simulation.generator)
                bytes[place] = UInt8.random(in: 0...255, using: &simulation.generator)
            }
            simulation.pass(.bytes(id, bytes), to: 0)
        }
        simulation.run(for: 50)
        simulation.pass(.closed(id), to: 0)
    }

    @Test("Connections that never greet are bounded, and end")
    func flood() {
        var simulation = Simulation(seed: 9)
        simulation.add()
        for _ in 0..<500 {
            let id = simulation.nextAccepted(0)
            simulation.pass(.accepted(id, remote: "flood", nonce: simulation.nonce()), to: 0)
        }
        #expect(simulation.nodes[0].engine.peers().count == GossipLimits.greetingsMaximum)
        simulation.run(for: 10_500)
        #expect(simulation.nodes[0].engine.peers().isEmpty)
        simulation.add(dials: [0])
        #expect(simulation.run(atMost: 3_000) { $0.isInContact(0, 1) })
    }

    @Test("Replayed frames change nothing")
    func replay() throws {
        let store = MemoryStore()
        let author = TestHash.author(4)
        try store.append(author, times: 3)
        var harness = try PushTests.equal(store)
        let before = harness.refusals.count
        let heads = try store.summary().frontier.heads.map { KnownHead($0) }
        for _ in 0..<20 {
            harness.say(.frontier(heads, isLast: true))
            harness.say(.have(heads))
            harness.say(.digest(try SessionTests.digest(store), isAnswer: true))
            harness.say(.hello(Hello(nonce: SessionHarness.otherNonce, peer: SessionHarness.other)))
            harness.say(.ready([SessionHarness.token()]))
            harness.say(.pong(id: 1, wallMilliseconds: 0))
        }
        #expect(harness.ending == nil)
        #expect(harness.refusals.count == before)
        #expect(harness.applied.isEmpty)
    }

    @Test("What a peer claims to hold is bounded")
    func inventedLogs() {
        var harness = SessionHarness.established(store: MemoryStore())
        for part in 0..<10 as Range<UInt64> {
            let heads = (0..<2_000 as Range<UInt64>).map { number in
                KnownHead(
                    key: LogKey(author: TestHash.author(1_000_000 + part * 2_000 + number)),
                    ordinal: 1, sequence: 1)
            }.sorted { $0.key < $1.key }
            harness.say(.frontier(heads, isLast: part == 9))
        }
        harness.note(harness.session.plan(local: harness.local, claimed: [], now: harness.moment))
        #expect(harness.session.claims.count <= GossipLimits.needEntriesMaximum)
        #expect(harness.session.peerLogCount <= GossipLimits.headsPerPeerMaximum)
    }
}

import CRDT
import Gossip
import Testing

@Suite("Peer table")
struct PeerTableTests {
    static let addresses = (1...3).map { PeerAddress(host: "127.0.0.1", port: UInt16($0)) }

    static func moment(_ milliseconds: UInt64) -> Moment {
        Moment(milliseconds: milliseconds, wallMilliseconds: 0)
    }

    static func candidate(
        _ number: UInt64, device: UInt64 = 1, instance: UInt64, dialler: UInt64, nonce: UInt64 = 1,
        heardAt: UInt64 = 0
    ) -> PeerTable.Candidate {
        PeerTable.Candidate(
            link: LinkID(number: number, isOutgoing: true),
            peer: PeerIdentity(
                device: TestHash.device(device), instance: Tag128(high: 0, low: instance), name: ""),
            dialler: (Tag128(high: 0, low: dialler), Tag128(high: 0, low: nonce)), heardAt: heardAt)
    }

    @Test(
        "Failures back off, doubling up to half a second for each that is silent",
        arguments: [1, 2, 20, 48])
    func backoff(count: Int) throws {
        let addresses = (0..<count).map { PeerAddress(host: "h", port: UInt16($0)) }
        var table = PeerTable(addresses: addresses, seed: 1, now: Self.moment(0))
        let longest = UInt64(max(1_000, 500 * count))
        var now: UInt64 = 0
        var pauses: [UInt64] = []
        for round in 0..<12 {
            let dials = table.dials(room: 64, now: Self.moment(now)) { _ in false }
            #expect(dials.count == count)
            #expect(table.dials(room: 64, now: Self.moment(now)) { _ in false }.isEmpty)
            for (link, _) in dials { table.closed(link, reason: nil, now: Self.moment(now)) }
            // The last to be closed knows that all are silent.
            let pause = table.entries[count - 1].dialAt - now
            let base = min(UInt64(500) << UInt64(round), longest)
            #expect((base * 3 / 4...base * 5 / 4).contains(pause))
            pauses.append(pause)
            now += longest * 2
        }
        #expect(Set(pauses.suffix(5)).count > 1)
    }

    @Test("Success begins the pauses anew; a hopeless address waits long at once")
    func reset() throws {
        var table = PeerTable(addresses: [Self.addresses[0]], seed: 1, now: Self.moment(0))
        for _ in 0..<6 {
            let link = try #require(
                table.dials(room: 1, now: Self.moment(1_000_000)) { _ in false }.first?.0)
            table.closed(link, reason: nil, now: Self.moment(0))
        }
        let link = try #require(
            table.dials(room: 1, now: Self.moment(1_000_000)) { _ in false }.first?.0)
        table.established(link, instance: TestHash.tag(1))
        table.closed(link, reason: .stopping, now: Self.moment(1_000_000))
        #expect(table.entries[0].dialAt <= 1_000_000 + 625)
        let again = try #require(
            table.dials(room: 1, now: Self.moment(2_000_000)) { _ in false }.first?.0)
        table.closed(again, reason: .otherSpace, now: Self.moment(2_000_000))
        #expect(table.entries[0].dialAt >= 2_000_000 + 22_500)
    }

    @Test("Who is in contact on another link isn't dialled")
    func inContact() throws {
        var table = PeerTable(addresses: [Self.addresses[0]], seed: 1, now: Self.moment(0))
        let link = try #require(table.dials(room: 1, now: Self.moment(0)) { _ in false }.first?.0)
        table.established(link, instance: TestHash.tag(1))
        table.closed(link, reason: .duplicate, now: Self.moment(0))
        #expect(
            table.dials(room: 1, now: Self.moment(60_000)) { $0 == TestHash.tag(1) }.isEmpty)
        #expect(table.dials(room: 1, now: Self.moment(60_000)) { _ in false }.count == 1)
    }

    @Test("Dials keep to the room and the order; doubles and too many addresses are left out")
    func room() {
        var table = PeerTable(
            addresses: Self.addresses + Self.addresses, seed: 1, now: Self.moment(0))
        let dials = table.dials(room: 2, now: Self.moment(0)) { _ in false }
        #expect(dials.map(\.1) == Array(Self.addresses.prefix(2)))
        let many = (0..<1000).map { PeerAddress(host: "h", port: UInt16($0)) }
        let full = PeerTable(addresses: many, seed: 1, now: Self.moment(0))
        #expect(full.entries.count == GossipLimits.addressesMaximum)
    }

    @Test("Of many addresses a few are dialled, chosen by the seed; who fails makes room")
    func view() throws {
        let many = (0..<100).map { PeerAddress(host: "h", port: UInt16($0)) }
        var table = PeerTable(addresses: many, seed: 1, now: Self.moment(0))
        let dials = table.dials(room: 64, now: Self.moment(0)) { _ in false }
        #expect(dials.count == GossipLimits.viewDials)
        #expect(!table.isDue(now: Self.moment(0)))
        var other = PeerTable(addresses: many, seed: 2, now: Self.moment(0))
        let others = other.dials(room: 64, now: Self.moment(0)) { _ in false }
        #expect(Set(dials.map(\.1)) != Set(others.map(\.1)))
        table.closed(dials[0].0, reason: nil, now: Self.moment(0))
        let next = table.dials(room: 64, now: Self.moment(0)) { _ in false }
        #expect(next.count == 1)
        #expect(!dials.map(\.1).contains(next[0].1))
        let few = Array(many.prefix(GossipLimits.fullViewAddressesMaximum))
        var full = PeerTable(addresses: few, seed: 1, now: Self.moment(0))
        #expect(full.dials(room: 64, now: Self.moment(0)) { _ in false }.count == few.count)
    }

    @Test("A preferred address is dialled again though others stand in for it")
    func preferred() throws {
        let many = (0..<100).map { PeerAddress(host: "h", port: UInt16($0)) }
        var table = PeerTable(addresses: many, seed: 1, now: Self.moment(0))
        let first = table.dials(room: 64, now: Self.moment(0)) { _ in false }
        let lost = first[3]
        for (number, (link, _)) in first.enumerated() where link != lost.0 {
            table.established(link, instance: TestHash.tag(UInt64(number)))
        }
        table.closed(lost.0, reason: .silent, now: Self.moment(0))
        let other = try #require(
            table.dials(room: 64, now: Self.moment(0)) { _ in false }.first)
        table.established(other.0, instance: TestHash.tag(50))
        #expect(table.linkCount == GossipLimits.viewDials)
        let again = table.dials(room: 64, now: Self.moment(2_000)) { _ in false }
        #expect(again.map(\.1) == [lost.1])
        table.established(again[0].0, instance: TestHash.tag(3))
        // The one that stood in stays; when it goes, it isn't needed any more.
        #expect(table.linkCount == GossipLimits.viewDials + 1)
        table.closed(other.0, reason: .silent, now: Self.moment(2_000))
        #expect(table.dials(room: 64, now: Self.moment(90_000)) { _ in false }.isEmpty)
    }

    @Test("Of two links both sides keep the same one")
    func duplicates() {
        let low = Self.candidate(1, instance: 9, dialler: 1)
        let high = Self.candidate(2, instance: 9, dialler: 2)
        #expect(PeerTable.admit(low, among: [high]) == .replace(high.link, .duplicate))
        #expect(PeerTable.admit(high, among: [low]) == .drop(.duplicate))
        let later = Self.candidate(3, instance: 9, dialler: 1, nonce: 2)
        #expect(PeerTable.admit(later, among: [low]) == .drop(.duplicate))
    }

    @Test("Instances of one device are limited: the longest silent goes")
    func siblings() {
        let others = (0..<4 as Range<UInt64>).map {
            Self.candidate($0, instance: $0, dialler: 1, heardAt: 100 - $0)
        }
        let new = Self.candidate(9, instance: 99, dialler: 1)
        #expect(PeerTable.admit(new, among: others) == .replace(others[3].link, .tooManyPeers))
        #expect(PeerTable.admit(new, among: Array(others.prefix(3))) == .keep)
    }

    @Test("The number of peers is limited")
    func limit() {
        let others = (0..<64 as Range<UInt64>).map {
            Self.candidate($0, device: 100 + $0, instance: $0, dialler: 1)
        }
        let new = Self.candidate(99, device: 99, instance: 99, dialler: 1)
        #expect(PeerTable.admit(new, among: others) == .drop(.tooManyPeers))
    }
}

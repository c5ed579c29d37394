import Testing

/// Every interleaving of what can happen to the identity of logs, within bounds.
@Suite struct IncarnationModelTests {
    private typealias Events = IncarnationWorld.Events
    private static let returns: Events = [.backedUp, .restoredInPlace, .restoredAsNewFile]
    private static let rollBack: Events = [.snapshotTaken, .rolledBack]

    /// A part of the model with its bounds, and how many worlds it had when it was last looked at.
    struct Part: Sendable, CustomTestStringConvertible {
        var name: String
        var peers: Int
        var writes: Int
        var events: IncarnationWorld.Events
        var states: Int
        /// The smallest sets of events by which a log comes to part, and acknowledged deltas go.
        var forks: Set<IncarnationWorld.Events> = []
        var losses: Set<IncarnationWorld.Events> = []

        var testDescription: String { name }
        var search: IncarnationSearch {
            IncarnationSearch(peers: peers, writes: writes, events: events)
        }
    }

    private static let overwritten: Set<Events> = [[.restoredInPlace], [.restoredAsNewFile]]
    private static let unmarked: Events = [.restoredInPlace, .markLost]

    static let parts: [Part] = [
        Part(
            name: "crashes and power cuts", peers: 2, writes: Scale.choose(full: 5, less: 4),
            events: [], states: Scale.choose(full: 5742, less: 2015)),
        Part(
            name: "copies", peers: 1, writes: Scale.choose(full: 3, less: 2),
            events: [.copied, .backedUp], states: Scale.choose(full: 70_632, less: 5736)),
        Part(
            name: "restored backups, two peers", peers: 2, writes: Scale.choose(full: 3, less: 2),
            events: returns, states: Scale.choose(full: 47_953, less: 3607),
            forks: [unmarked], losses: overwritten),
        Part(
            name: "restored backups, four deltas", peers: 1,
            writes: Scale.choose(full: 4, less: 2), events: returns,
            states: Scale.choose(full: 101_011, less: 1652), forks: [unmarked],
            losses: overwritten),
        Part(
            name: "machines rolled back", peers: 2, writes: Scale.choose(full: 4, less: 3),
            events: rollBack, states: Scale.choose(full: 94_115, less: 14_984),
            forks: [[.rolledBack]], losses: [[.rolledBack]]),
        Part(
            name: "machines cloned", peers: 1, writes: Scale.choose(full: 4, less: 3),
            events: .cloned, states: Scale.choose(full: 245_684, less: 23_868),
            forks: [.cloned]),
        Part(
            name: "cloned and rolled back", peers: 1, writes: Scale.choose(full: 3, less: 2),
            events: rollBack.union(.cloned), states: Scale.choose(full: 510_505, less: 23_521),
            forks: [.cloned, .rolledBack], losses: [.rolledBack]),
        Part(
            name: "everything, one delta", peers: 1, writes: 1,
            events: returns.union(rollBack).union([.copied, .cloned]), states: 50_346,
            losses: overwritten.union([.rolledBack])),
    ]

    @Test(arguments: parts)
    func everyInterleavingKeepsTheRules(part: Part) {
        let outcome = part.search.run()
        #expect(outcome.violation == nil, "\(part.name): \(outcome.summary)")
        #expect(outcome.states >= part.states, "\(part.name): \(outcome.summary)")
        // A fork takes three deltas.
        let forks = IncarnationSearch.Outcome.minimal(outcome.forkCauses)
        #expect(!Scale.isFull || forks == part.forks, "\(part.name): by what a log parts")
        let losses = IncarnationSearch.Outcome.minimal(outcome.lossCauses)
        #expect(losses == part.losses, "\(part.name): by what deltas go")
        print("\(part.name): \(outcome.summary)")
    }

    // MARK: - Each rule is needed

    @Test func acknowledgingBeforeTheSyncLosesDeltas() {
        var search = IncarnationSearch(peers: 1, writes: 2, events: [])
        search.rules.acknowledgesAfterSync = false
        let outcome = search.run()
        #expect(outcome.violation == "an acknowledged delta is lost")
        #expect(outcome.trace == [.append(folder: 0), .crash(folder: 0)])
    }

    @Test func sendingBeforeTheSyncForksAnHonestLaptop() {
        var search = IncarnationSearch(peers: 2, writes: 4, events: [])
        search.rules.sendsAfterSync = false
        #expect(search.run().violation == "an honest laptop forked")
    }

    @Test func aCopyIsToldByItsPlaceOnly() {
        var search = IncarnationSearch(peers: 1, writes: 3, events: .copied)
        search.rules.looksAtPlace = false
        let outcome = search.run()
        #expect(outcome.violation == "a copy that can be told went on with the original's log")
    }

    @Test func aBackupPutBackInPlaceIsToldByItsMarkOnly() {
        var search = IncarnationSearch(peers: 1, writes: 3, events: Self.returns)
        search.rules.looksAtMark = false
        #expect(search.run().violation == "a restored folder went on below its high-water mark")
    }

    @Test func aFolderThatGoesOnAfterAPeerShowedMoreMayFork() {
        var search = IncarnationSearch(peers: 2, writes: 4, events: Self.rollBack)
        search.rules.looksAtWhatPeersShow = false
        let outcome = search.run()
        #expect(
            outcome.violation
                == "a folder went on with its log after a peer had shown more of it")
    }

    @Test func aFolderThatKnowsOfItsForkMustNotGoOn() {
        var search = IncarnationSearch(peers: 1, writes: 3, events: .cloned)
        search.rules.looksAtWhatPeersShow = false
        search.rules.looksAtForks = false
        #expect(search.run().violation != nil)
    }
}

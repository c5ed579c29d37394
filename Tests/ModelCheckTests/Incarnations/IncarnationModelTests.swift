import Testing

/// Every interleaving of the identity of logs, within bounds.
@Suite struct IncarnationModelTests {
    private static let returns: IncarnationWorld.Events = [
        .backedUp, .restoredInPlace, .restoredAsNewFile,
    ]

    @Test func probe() {
        func go(_ name: String, _ search: IncarnationSearch) {
            let clock = ContinuousClock()
            let start = clock.now
            let outcome = search.run()
            print(name, outcome.summary, clock.now - start)
        }
        go("honest", IncarnationSearch(peers: 2, writes: 4, events: []))
        go("copied", IncarnationSearch(peers: 1, writes: 3, events: [.copied, .backedUp]))
        go("returns", IncarnationSearch(peers: 1, writes: 3, events: Self.returns))
        go("rolled", IncarnationSearch(peers: 2, writes: 3, events: [.snapshotTaken, .rolledBack]))
        go("cloned", IncarnationSearch(peers: 1, writes: 3, events: [.cloned]))
    }
}

import Lab
import Testing

/// A relay with one link, and the server to which it leads.
struct RelayBench {
    static let link = "link"

    let relay: Relay
    let server: LoopbackServer
    let address: LinkAddress

    /// Runs the body and stops everything, whatever happens.
    static func run(
        seed: UInt64 = 1, _ mode: LoopbackServer.Mode = .collecting,
        _ body: (RelayBench) async throws -> Void
    ) async throws {
        let server = try await LoopbackServer.start(mode)
        let relay = try await Relay.start(seed: seed)
        let outcome: Result<Void, any Error>
        do {
            let address = try await relay.addLink(link, to: server.address)
            try await body(RelayBench(relay: relay, server: server, address: address))
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        await relay.stop()
        try await server.stop()
        try outcome.get()
    }

    func connect() async throws -> LoopbackPeer {
        try await LoopbackPeer.connect(host: address.host, port: address.port)
    }

    /// Expects a new connection to be reset, be it before or after `connect` has returned.
    func expectRefusal(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        guard let refused = try? await connect() else { return }
        #expect(try await refused.receiveAll().isEmpty, sourceLocation: sourceLocation)
    }

    /// Waits until the link's counters fulfil the condition; fails the test if they never do.
    @discardableResult
    func statistics(
        of link: String = RelayBench.link, sourceLocation: SourceLocation = #_sourceLocation,
        when condition: (LinkStatistics) -> Bool
    ) async throws -> LinkStatistics {
        // What the relay has received shows only in its counters: ask until it does.
        let deadline = ContinuousClock.now + .seconds(25)
        while ContinuousClock.now < deadline {
            let statistics = try await relay.statistics(of: link)
            if condition(statistics) { return statistics }
            try await Task.sleep(for: .milliseconds(2))
        }
        let statistics = try await relay.statistics(of: link)
        Issue.record("the counters stayed at \(statistics)", sourceLocation: sourceLocation)
        return statistics
    }
}

internal import Foundation
package import Replica

/// The whole story with real processes on loopback: isolation, healing, and nothing lost.
package struct Demo: Sendable {
    let configuration: DemoConfiguration
    let program: PeerProgram
    let environment: Environment
    /// Told what happens, in words, as it happens.
    let say: @Sendable (String) -> Void
    let strings: DemoStrings
    private let name: String

    /// - Parameters:
    ///   - program: the executable with what its processes inherit; its state folder is replaced.
    ///   - name: what tells this demo's temporary folder from another's.
    package init(
        _ configuration: DemoConfiguration, program: PeerProgram, environment: Environment,
        name: String, language: SentenceLanguage, say: @escaping @Sendable (String) -> Void
    ) throws(DemoError) {
        try configuration.check()
        self.configuration = configuration
        self.program = program
        self.environment = environment
        self.name = name
        self.say = say
        strings = DemoStrings(language: language)
    }

    /// Tells the story, ends every process, and removes the folder.
    package func run() async throws -> DemoOutcome {
        let folder = try DemoFolder(keep: configuration.keep, name: name)
        defer { folder.remove() }
        let relay = try await Relay.start(seed: configuration.seed)
        var variables = program.environment
        variables["NEXSTAGE_STATE"] = folder.path + "/state"
        variables["NEXSTAGE_DATA"] = nil
        let program = PeerProgram(
            path: program.path, environment: variables, registry: program.registry)
        let story = DemoStory(
            demo: self, folder: folder.path, relay: relay, program: program)
        let outcome: Result<DemoOutcome, any Error>
        do {
            outcome = .success(try await story.run())
        } catch {
            outcome = .failure(program.registry.isEnding ? DemoError.stopped : error)
        }
        if case .success = outcome { await story.stop() }
        // After a failure nobody waits for goodbyes.
        program.registry.endAll()
        await relay.stop()
        return try outcome.get()
    }
}

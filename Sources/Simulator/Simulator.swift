import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// Plays seeds.
public enum Simulator {
    /// Plays one seed.
    ///
    /// - Parameters:
    ///   - folder: where the machines' files go, such as a folder in memory; everything below is
    ///     removed afterwards.
    ///   - keepsTrace: whether the story is told in words.
    /// - Throws: only what the file system of the real machine refuses; what the simulation finds
    ///   is in the report.
    public static func play(
        seed: UInt64, options: SimulationOptions = SimulationOptions(), in folder: String,
        keepsTrace: Bool = false
    ) throws -> SimulationReport {
        try play(
            PlanWriter.plan(seed: seed, options: options), in: folder, keepsTrace: keepsTrace)
    }

    /// Plays a plan.
    static func play(
        _ plan: SimulationPlan, in folder: String, keepsTrace: Bool = false
    ) throws -> SimulationReport {
        try withFolder(in: folder) { root in try play(plan, at: root, keepsTrace: keepsTrace) }
    }

    private static let namePrefix = "nexstage-simulation-"

    /// Removes what simulations left in a folder whose processes were killed.
    ///
    /// Where the folder is in memory, it would take that memory until the machine is restarted.
    public static func removeLeftovers(in folder: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasPrefix(namePrefix) {
            let process = name.dropFirst(namePrefix.count).prefix { $0 != "-" }
            guard let process = pid_t(process), process > 0, kill(process, 0) != 0, errno == ESRCH
            else { continue }
            // Whoever may not remove it leaves it to its owner.
            try? FileManager.default.removeItem(atPath: folder + "/" + name)
        }
    }

    /// Gives a play a folder of its own, which is removed afterwards.
    static func withFolder<Result>(
        in folder: String, _ body: (String) throws -> Result
    ) throws -> Result {
        let process = ProcessInfo.processInfo.processIdentifier
        let root = folder + "/\(namePrefix)\(process)-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: root, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: root) }
        return try body(root)
    }

    private static func play(
        _ plan: SimulationPlan, at root: String, keepsTrace: Bool
    ) throws -> SimulationReport {
        let simulation = Simulation(plan: plan, root: root, keepsTrace: keepsTrace)
        var violation: Violation?
        do {
            try simulation.play()
        } catch let found as Violation {
            violation = found
        } catch {
            violation = Violation(.command, "\(error)")
        }
        if let violation { simulation.note("check", "\(violation)") }
        return SimulationReport(
            seed: plan.seed, counts: simulation.counts, digest: simulation.trace.digest,
            violation: violation, trace: simulation.trace.lines)
    }
}

import Foundation

/// Plays the cases of the table.
package enum Mesh {
    /// Plays one seed of a case.
    ///
    /// - Parameter folder: see ``Simulator/play(seed:options:in:keepsTrace:)``.
    /// - Throws: a ``Violation`` if something is found, and what the real file system refuses.
    package static func play(
        _ mesh: MeshCase, seed: UInt64, in folder: String
    ) throws -> MeshSample {
        let plan = MeshPlan.plan(mesh, seed: seed)
        return try Simulator.withFolder(in: folder) { root in
            try Simulation(plan: plan, root: root, keepsTrace: false).measure(mesh)
        }
    }
}

package import Replica

/// Everything that the demo found, for people to read.
package struct DemoOutcome: Sendable {
    /// What programs are told.
    package var report: DemoReport
    /// What speaks against success, one sentence each; empty if all is well.
    package var problems: [String]
    /// Of each replica: its name, whom it let in, and whom it refused.
    package var gates: [(name: String, admitted: Int, refused: Int)]
    /// Admitted people by category, the most frequent first.
    package var categories: [(name: String, admitted: Int)]
    /// All of them, as the office tells them.
    package var conflicts: [ConflictReport]
    /// The parts of the story with what each took, in seconds.
    package var timings: [Timing]

    /// What a part of the story took.
    package struct Timing: Sendable {
        package let part: DemoPart
        package let seconds: Double
    }

    /// The parts of the story.
    package enum DemoPart: Hashable, Sendable {
        case setUp, importing, together, alone, healing, checking
    }

    /// Whether everything that the demo promises came true.
    package var isSuccess: Bool { problems.isEmpty }
}

package import CRDT

/// A run that came in, and what the store said to it.
package struct AppliedRun: Sendable {
    /// The run.
    package var received: ReceivedRun
    /// What became of it; nil where the store itself is in trouble.
    package var outcome: RunOutcome?

    /// A run with its outcome.
    package init(received: ReceivedRun, outcome: RunOutcome?) {
        self.received = received
        self.outcome = outcome
    }
}

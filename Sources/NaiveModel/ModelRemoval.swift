/// "Removed is a state": an enrolment, entry, exit, alias or relation, and who took it away.
package struct ModelRemoval: Hashable, Sendable {
    /// What was taken away, whatever its own status.
    package let target: ModelDot
    /// The permitted operation that did it.
    package let remover: ModelDot

    /// `target` was taken away by `remover`.
    package init(target: ModelDot, remover: ModelDot) {
        self.target = target
        self.remover = remover
    }
}

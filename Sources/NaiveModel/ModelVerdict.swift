/// What the gate is told.
package struct ModelVerdict: Hashable, Sendable {
    /// The verdict's word.
    package let word: Word
    /// The reason's code.
    package let reason: ModelReason

    /// The words of verdicts that depend on the operations held.
    package enum Word: String, Hashable, Sendable {
        case admitted
        case alreadyIn = "already_in"
        case stop
        case out
    }

    /// `word`, because of `reason`.
    package init(_ word: Word, _ reason: ModelReason) {
        self.word = word
        self.reason = reason
    }
}

/// The element of the attendance set: one person at one checkpoint.
package struct ModelElement: Hashable, Comparable, Sendable {
    /// The canonical id of the person.
    package let person: ModelID
    /// The scope of admission.
    package let checkpoint: ModelID

    /// `person` at `checkpoint`.
    package init(person: ModelID, checkpoint: ModelID) {
        self.person = person
        self.checkpoint = checkpoint
    }

    package static func < (left: ModelElement, right: ModelElement) -> Bool {
        (left.person, left.checkpoint) < (right.person, right.checkpoint)
    }
}

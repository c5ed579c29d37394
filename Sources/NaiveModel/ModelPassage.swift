/// The part of a passage that conclusions depend on.
package struct ModelPassage: Hashable, Sendable {
    /// The scope of admission.
    package var checkpoint: ModelID
    /// The reason's number in the format.
    package var reason: UInt8

    /// A passage at `checkpoint`.
    package init(checkpoint: ModelID, reason: UInt8 = ModelReason.ok.rawValue) {
        self.checkpoint = checkpoint
        self.reason = reason
    }
}

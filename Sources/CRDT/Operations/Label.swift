/// Introduces a text that later operations of the same author name by number.
///
/// The first label of a kind in an author's log is number 1, the next 2, and so on. Gates are
/// plain text. Operators and reasons may name people, so the log holds a commitment to a blob.
public struct Label: Hashable, Sendable {
    /// What is labelled, and with what.
    public var content: Content

    /// The kinds of labels.
    public enum Content: Hashable, Sendable {
        /// The name of a door.
        case gate(String)
        /// Commitment to the blob with an operator's name.
        case `operator`(Hash256)
        /// Commitment to the blob with the text of a reason.
        case reason(Hash256)
    }

    /// A label with the given content.
    public init(_ content: Content) { self.content = content }
}

/// What is done at a door while its gate doesn't hear every peer that it knows.
///
/// The engine decides by what it knows, whatever the policy; this is what people and stations make
/// of it.
public enum IsolationPolicy: String, CaseIterable, Hashable, Sendable {
    /// Whoever has a good ticket goes in; what was wrong shows as a conflict afterwards.
    case failOpen = "fail-open"
    /// A person looks at a document before a guest goes in.
    case failSoft = "fail-soft"
    /// Each gate admits the share of tickets that falls to it by their hash, and sends others on.
    case ownership
}

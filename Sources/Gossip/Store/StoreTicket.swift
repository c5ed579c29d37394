/// Connects an answer of the store with its question.
public struct StoreTicket: Hashable, Sendable {
    let number: UInt64
}

/// What a session wants done.
package enum SessionAction: Sendable {
    /// Write these bytes, in the order of the actions.
    case send([UInt8])
    /// Close the connection once everything is written. It comes once, as the last action.
    case close
    /// Ask the store; at most one question of a kind is open.
    case ask(StoreQuestion)
    /// Check and store these runs, and say what became of them.
    case apply([ReceivedRun])
    /// Hand a request to join to whoever answers such.
    case join([UInt8])
    /// Tell what happened.
    case report(SessionReport)
}

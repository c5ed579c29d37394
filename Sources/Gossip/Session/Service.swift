import CRDT

/// What a peer asked for and hasn't been given: one answer is loaded or waiting at a time.
struct Service: Sendable {
    private var needs: [Need] = []
    private var isLoading = false

    /// Takes a request; false if too many are open.
    mutating func add(_ need: Need) -> Bool {
        guard needs.count < GossipLimits.needsInFlightMaximum else { return false }
        needs.append(need)
        return true
    }

    /// The next question to the store, once the answer before is on its way.
    mutating func next(_ outbox: Outbox) -> StoreQuestion? {
        guard !isLoading, !outbox.hasBulk, !needs.isEmpty else { return nil }
        isLoading = true
        return .runs(StoreQuestion.RunsQuestion(need: needs.removeFirst()))
    }

    mutating func answered(_ answer: RunAnswer, into outbox: inout Outbox) {
        isLoading = false
        outbox.add(bulk: Message.runs(answer).frame)
    }

    mutating func failed() { isLoading = false }
}

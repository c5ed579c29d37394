import CRDT

/// What a peer asked for and hasn't been given: one answer is loaded or waiting at a time.
struct Service: Sendable {
    private var needs: [Need] = []
    private var isLoading = false
    /// The requests taken lately, by their numbers.
    private var taken: Set<UInt64> = []

    /// Takes a request; false if too many are open.
    ///
    /// A frame that comes twice is answered once: the second answer could be a quarter of a
    /// megabyte that nobody allowed.
    mutating func add(_ need: Need) -> Bool {
        guard !taken.contains(need.id) else { return true }
        guard needs.count < GossipLimits.needsInFlightMaximum else { return false }
        needs.append(need)
        taken.insert(need.id)
        if taken.count > GossipLimits.needsRememberedMaximum, let oldest = taken.min() {
            taken.remove(oldest)
        }
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

import CRDT

extension History {
    /// The dot under which a replica that holds a set keeps an item: of the branch on which it
    /// stands, where its log parts below it.
    func storedDot(_ index: Int, in set: Int) -> Dot {
        var at: Int? = index
        while let here = at {
            if isContinuedOtherwise(here, in: set) {
                return Dot(branch(at: here), items[index].delta.firstSequence)
            }
            at = items[here].parent
        }
        return dot(index)
    }

    /// Whether something else in a set follows what an item follows.
    func isContinuedOtherwise(_ index: Int, in set: Int) -> Bool {
        items.indices.contains { other in
            other != index && set & 1 << other != 0
                && items[other].device == items[index].device
                && items[other].parent == items[index].parent
        }
    }
}

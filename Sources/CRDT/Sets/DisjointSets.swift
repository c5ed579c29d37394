/// A forest of disjoint sets whose representative is each set's smallest member.
///
/// Source: Tarjan, «Efficiency of a Good But Not Linear Set Union Algorithm», 1975; union by
/// minimum with path halving costs a logarithm at most.
struct DisjointSets<Member: Hashable & Comparable> {
    private var parents: [Member: Member] = [:]

    /// The smallest member of the set that `member` is in; itself where it was never joined.
    mutating func find(_ member: Member) -> Member {
        var current = member
        while let parent = parents[current], parent != current {
            if let above = parents[parent] { parents[current] = above }
            current = parent
        }
        return current
    }

    /// Joins the sets of two members.
    mutating func union(_ one: Member, _ other: Member) {
        let (first, second) = (find(one), find(other))
        let root = min(first, second)
        parents[root] = root
        parents[max(first, second)] = root
    }

    /// Every member that was ever joined, with its set's smallest.
    var representatives: [Member: Member] {
        mutating get {
            for member in Array(parents.keys) { parents[member] = find(member) }
            return parents
        }
    }
}

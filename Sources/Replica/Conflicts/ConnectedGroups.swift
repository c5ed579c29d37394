internal import CRDT

/// Puts together what names the same dot, or each other.
enum ConnectedGroups {
    /// The positions of the items, by component; components in the order of their first item.
    ///
    /// - Parameter names: for each item its own dot and those that it names.
    static func positions(_ names: [[Dot]]) -> [[Int]] {
        var parents = Array(names.indices)
        func root(_ position: Int) -> Int {
            var current = position
            while parents[current] != current {
                parents[current] = parents[parents[current]]
                current = parents[current]
            }
            return current
        }
        var firstNaming: [Dot: Int] = [:]
        for (position, dots) in names.enumerated() {
            for dot in dots {
                guard let first = firstNaming[dot] else {
                    firstNaming[dot] = position
                    continue
                }
                let (one, other) = (root(first), root(position))
                parents[max(one, other)] = min(one, other)
            }
        }
        let groups = Dictionary(grouping: names.indices, by: root)
        return groups.keys.sorted().compactMap { groups[$0] }
    }
}

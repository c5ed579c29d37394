/// What hangs together: "a conflict is a connected component".
enum Components {
    /// The connected components of these edges, each ascending, by their smallest element.
    static func of<Node: Hashable & Comparable>(edges: [(Node, Node)]) -> [[Node]] {
        var neighbours: [Node: Set<Node>] = [:]
        for (one, other) in edges {
            neighbours[one, default: []].insert(other)
            neighbours[other, default: []].insert(one)
        }
        var seen: Set<Node> = []
        var components: [[Node]] = []
        for start in neighbours.keys.sorted() where seen.insert(start).inserted {
            var component = [start]
            var waiting = [start]
            while let node = waiting.popLast() {
                for next in neighbours[node] ?? [] where seen.insert(next).inserted {
                    component.append(next)
                    waiting.append(next)
                }
            }
            components.append(component.sorted())
        }
        return components
    }
}

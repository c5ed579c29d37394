/// How the lines of all logs hang together.
struct LineTree {
    private let lines: [ModelID: ModelHistory.Line]
    private let children: [ModelID: [ModelID]]

    init(_ all: [ModelHistory.Line]) {
        var lines: [ModelID: ModelHistory.Line] = [:]
        var children: [ModelID: [ModelID]] = [:]
        for line in all.sorted(by: { $0.id < $1.id }) where lines[line.id] == nil {
            lines[line.id] = line
            if let parent = line.parent { children[parent, default: []].append(line.id) }
        }
        self.lines = lines
        self.children = children
    }

    /// The line with that id, if it is held.
    func line(_ id: ModelID) -> ModelHistory.Line? { lines[id] }

    /// The line, the one that it continues, and so on to the trunk.
    func path(to id: ModelID) -> [ModelID] {
        var path = [id]
        while let last = path.last, let parent = lines[last]?.parent, !path.contains(parent) {
            path.append(parent)
        }
        return path
    }

    /// Whether the line was continued in two ways.
    func hasParted(_ id: ModelID) -> Bool { children[id] != nil }

    /// All lines above the partings of this one and of its branches.
    func descendants(of id: ModelID) -> [ModelID] {
        var found: [ModelID] = []
        var waiting = children[id] ?? []
        while let next = waiting.popLast() {
            guard !found.contains(next) else { continue }
            found.append(next)
            waiting += children[next] ?? []
        }
        return found.sorted()
    }

    /// Whether delta `ordinal` of `line` is the one at `position`, or one that it builds on.
    func contains(_ position: ModelPosition, line: ModelID, ordinal: UInt64) -> Bool {
        path(to: position.line).contains(line) && ordinal <= position.ordinal
    }
}

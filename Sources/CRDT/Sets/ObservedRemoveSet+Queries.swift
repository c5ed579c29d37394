extension ObservedRemoveSet {
    /// What became of the addition at a dot.
    public func state(of dot: Dot) -> State {
        guard let addition = additions[dot] else { return .unknown }
        guard addition.permission == .permitted else {
            return .quarantined(addition.permission)
        }
        guard let remover = effectiveRemovers(of: dot).first else { return .effective }
        return .removed(by: remover)
    }

    /// The permitted removals that name a dot, sorted.
    public func effectiveRemovers(of dot: Dot) -> [Dot] {
        removers(of: dot).filter { removals[$0]?.permission == .permitted }.sorted()
    }

    /// Whether the addition at a dot is in effect.
    public func isEffective(_ dot: Dot) -> Bool { state(of: dot) == .effective }

    /// Whether the element is in the set.
    public func contains(_ element: Element) -> Bool {
        dots(of: element).contains { isEffective($0) }
    }

    /// The additions of an element that are in effect, sorted.
    public func effectiveDots(of element: Element) -> [Dot] {
        dots(of: element).filter { isEffective($0) }.sorted()
    }

    /// The additions of an element, effective or not, sorted.
    public func allDots(of element: Element) -> [Dot] { dots(of: element).sorted() }

    /// Every addition that is in effect, sorted.
    public var effectiveDots: [Dot] { additions.keys.filter { isEffective($0) }.sorted() }

    /// The elements of the set with their effective additions, sorted by the dots.
    public var effective: [(dot: Dot, element: Element)] {
        effectiveDots.compactMap { dot in additions[dot].map { (dot, $0.element) } }
    }

    /// The additions that are permitted but removed, each with the removal that it shows, sorted.
    public var removed: [(dot: Dot, by: Dot)] {
        additions.keys.sorted().compactMap { dot in
            switch state(of: dot) {
            case .removed(let remover): (dot, remover)
            case .effective, .quarantined, .unknown: nil
            }
        }
    }

    /// The removals that wait for an addition they name, sorted.
    public var parkedRemovals: [Dot] {
        removals.filter { $0.value.targets.contains { additions[$0] == nil } }.map(\.key).sorted()
    }
}

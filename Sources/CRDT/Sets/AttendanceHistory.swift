/// What happened to one person at one checkpoint, told from its entries and exits.
///
/// Only effective events count; those that are removed or quarantined still carry what was seen:
/// whoever came in after an exit knew of the entry before, even if the exit is undone later. All of it is a pure function of the events, whatever their order of arrival: the effective
/// times, who is inside, which admissions no gate could have prevented.
public struct AttendanceHistory: Sendable {
    /// How many entries of one person at one checkpoint are compared with each other; of more,
    /// the earliest count, so that a flood of scans costs bounded time.
    public static let entriesComparedMaximum = 256

    /// The effective events in effective order: total, and consistent with what each had seen.
    public let events: [Event]
    /// The effective time of each of ``events``, in the same order.
    public let effectiveTimes: [HybridTimestamp]
    /// The entries that no exit has closed, in effective order.
    public let openEntries: [Dot]
    /// Which exit closed an entry, by the entry.
    public let closedBy: [Dot: Dot]

    /// Every event given, in effective order.
    let told: [Event]
    /// Where an event stands in ``told``.
    let positions: [Dot: Int]
    private let times: [UInt64]

    /// An entry or exit.
    public struct Event: Hashable, Sendable {
        /// Where it stands.
        public var dot: Dot
        /// In or out.
        public var kind: Kind
        /// The author's clock.
        public var time: HybridTimestamp
        /// The dots that it names: observed by an entry, closed by an exit.
        public var named: [Dot]
        /// False for one that is removed or quarantined, which only tells what was seen.
        public var isEffective: Bool

        /// In or out; numbers are those stored.
        public enum Kind: UInt8, Hashable, Sendable {
            /// Went in.
            case entry = 0
            /// Went out.
            case exit = 1
        }

        /// An event.
        public init(
            dot: Dot, kind: Kind, time: HybridTimestamp, named: [Dot], isEffective: Bool = true
        ) {
            self.dot = dot
            self.kind = kind
            self.time = time
            self.named = named
            self.isEffective = isEffective
        }
    }

    /// Tells the history of the given events, in any order.
    public init(_ events: some Sequence<Event>) {
        let given = events.sorted { $0.dot < $1.dot }
        let givenTimes = EffectiveOrder(of: given).times
        let order = given.indices.sorted {
            (givenTimes[$0], given[$0].dot) < (givenTimes[$1], given[$1].dot)
        }
        told = order.map { given[$0] }
        times = order.map { givenTimes[$0] }
        positions = Dictionary(
            zip(told.map(\.dot), told.indices), uniquingKeysWith: { first, _ in first })
        self.events = told.filter(\.isEffective)
        effectiveTimes = zip(told, times).filter { $0.0.isEffective }
            .map { HybridTimestamp(packed: $0.1) }
        closedBy = Self.closings(of: self.events)
        let closed = closedBy
        openEntries = self.events.filter { $0.kind == .entry && closed[$0.dot] == nil }.map(\.dot)
    }

    /// The effective time of an event; nil for one that isn't in this history.
    public func effectiveTime(of dot: Dot) -> HybridTimestamp? {
        positions[dot].map { HybridTimestamp(packed: times[$0]) }
    }

    /// What a new event should name: open entries, and exits that no effective event has heard of;
    /// sorted.
    public var live: [Dot] {
        let heard = self.heard
        let exits = events.filter { $0.kind == .exit && !heard.contains($0.dot) }.map(\.dot)
        return (openEntries + exits).sorted()
    }

    /// What effective events had heard of, also through what was removed since.
    private var heard: Set<Dot> {
        var heard: Set<Dot> = []
        var pending = events.flatMap(\.named)
        while let dot = pending.popLast() {
            guard heard.insert(dot).inserted, let position = positions[dot] else { continue }
            // Those of effective events are there already.
            if !told[position].isEffective { pending += told[position].named }
        }
        return heard
    }

    private static func closings(of events: [Event]) -> [Dot: Dot] {
        let entries = Set(events.filter { $0.kind == .entry }.map(\.dot))
        var closedBy: [Dot: Dot] = [:]
        for event in events where event.kind == .exit {
            for entry in event.named where entries.contains(entry) && closedBy[entry] == nil {
                closedBy[entry] = event.dot
            }
        }
        // An orphan closes, for display, the earliest entry before it that is still open.
        var open: [Dot] = []
        var orphans = 0
        for event in events {
            switch event.kind {
            case .entry: if closedBy[event.dot] == nil { open.append(event.dot) }
            case .exit:
                guard event.named.isEmpty, orphans < open.count else { continue }
                closedBy[open[orphans]] = event.dot
                orphans += 1
            }
        }
        return closedBy
    }
}

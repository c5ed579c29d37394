/// What happened to one person at one checkpoint.
///
/// Events are known by their place in effective order here; what is handed out are places among
/// the operations held.
struct Attendance {
    /// All events, in effective order.
    let events: [AttendanceEvent]
    /// For each event, which others it reaches through what it names.
    private let reaches: [[Bool]]
    /// For each event that is an entry, the effective exits of it.
    private let exits: [[Int]]
    /// The entries that nothing closed.
    private let openEntries: [Int]

    /// "Of more than 256 entries of one person, the earliest 256 are compared".
    private static let comparedMaximum = 256

    init(_ unordered: [AttendanceEvent]) {
        let events = Self.inEffectiveOrder(unordered)
        self.events = events
        reaches = Self.reach(events)
        (openEntries, exits) = Self.walk(events)
    }

    /// "An operation names the live operations of its own person and checkpoint": for each event
    /// the events of this element that it names.
    private static func named(_ events: [AttendanceEvent]) -> [[Int]] {
        let index = Dictionary(
            uniqueKeysWithValues: events.indices.map { (events[$0].place, $0) })
        return events.map { event in event.named.compactMap { index[$0] } }
    }

    /// What each event reaches through named operations: entry → exit → entry included.
    private static func reach(_ events: [AttendanceEvent]) -> [[Bool]] {
        let named = named(events)
        return events.indices.map { start in
            var reached = [Bool](repeating: false, count: events.count)
            var waiting = named[start]
            while let next = waiting.popLast() {
                guard !reached[next] else { continue }
                reached[next] = true
                waiting += named[next]
            }
            return reached
        }
    }

    /// The events by effective time: "`e(op) = max(clock(op), 1 + max e(named))`".
    ///
    /// "It orders all lists, is total with the author and the sequence." Names that lead in a circle, which only a liar writes, are left out of it.
    private static func inEffectiveOrder(_ events: [AttendanceEvent]) -> [AttendanceEvent] {
        let reaches = reach(events)
        let named = named(events)
        var moments = events.map(\.time)
        var isSettled = false
        while !isSettled {
            isSettled = true
            for event in events.indices {
                for seen in named[event] where !reaches[seen][event] {
                    let after = min(moments[seen] + 1, HeldOperation.timeMaximum)
                    guard moments[event] < after else { continue }
                    moments[event] = after
                    isSettled = false
                }
            }
        }
        return events.indices
            .sorted { (moments[$0], events[$0].dot) < (moments[$1], events[$1].dot) }
            .map { events[$0] }
    }

    /// "An exit names the open entries it knows and closes exactly those; one that names none is an
    /// orphan and closes, for display, the earliest open entry before it".
    ///
    /// "Open is what no exit names": an entry whose own exit comes later is not given to an orphan.
    private static func walk(_ events: [AttendanceEvent]) -> (open: [Int], exits: [[Int]]) {
        let named = named(events)
        let told = events.indices.filter { events[$0].isEffective }
        var exits = [[Int]](repeating: [], count: events.count)
        for exit in told where !events[exit].isEntry {
            for entry in named[exit] where events[entry].isEntry { exits[entry].append(exit) }
        }
        let unnamed = told.filter { events[$0].isEntry && exits[$0].isEmpty }
        var open: [Int] = []
        for event in told {
            if unnamed.contains(event) { open.append(event) }
            guard !events[event].isEntry, events[event].namesNothing, !open.isEmpty else {
                continue
            }
            exits[open.removeFirst()].append(event)
        }
        return (open, exits)
    }
}

extension Attendance {
    /// The effective entries, in effective order.
    private var entries: [Int] {
        events.indices.filter { events[$0].isEntry && events[$0].isEffective }
    }

    /// The effective entries that nothing closed, in effective order.
    var open: [Int] { openEntries.map { events[$0].place } }

    /// Whether there ever was an effective entry.
    var wasAdmitted: Bool { !entries.isEmpty }

    /// "The last exits": the effective ones of which no other effective event has heard.
    var lastExits: [Int] {
        let effective = events.indices.filter { events[$0].isEffective }
        return
            effective
            .filter { exit in
                !events[exit].isEntry && !effective.contains { $0 != exit && reaches[$0][exit] }
            }
            .map { events[$0].place }
    }

    /// "Both are effective, neither reaches the other through named operations, and no exit of one
    /// lies between them in effective order": the pairs.
    var doubleAdmissions: [(Int, Int)] {
        unaware.filter { !hasExitBetween($0, $1) }.map { (events[$0].place, events[$1].place) }
    }

    /// "Like a double admission, but an exit of one entry lies between the two": the pairs.
    var unconfirmedReentries: [(Int, Int)] {
        unaware.filter { hasExitBetween($0, $1) }.map { (events[$0].place, events[$1].place) }
    }

    /// The pairs of effective entries, in order, of which neither knew of the other.
    private var unaware: [(Int, Int)] {
        let compared = Array(entries.prefix(Self.comparedMaximum))
        return compared.indices.flatMap { index in
            compared[(index + 1)...]
                .filter { !reaches[compared[index]][$0] && !reaches[$0][compared[index]] }
                .map { (compared[index], $0) }
        }
    }

    private func hasExitBetween(_ earlier: Int, _ later: Int) -> Bool {
        (exits[earlier] + exits[later]).contains { earlier < $0 && $0 < later }
    }
}

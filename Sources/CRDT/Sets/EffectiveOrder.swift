/// The effective time of each event of a history: e(op) = max(time, 1 + max e(named)).
///
/// Times are packed like ``HybridTimestamp`` but don't saturate: an event that names one at the
/// end of time still comes after it. Events that name each other in a circle can only be forged:
/// among themselves they keep their own time, and what honest events saw of them still counts.
struct EffectiveOrder {
    /// The effective times, in the order of the events given.
    private(set) var times: [UInt64]
    private var followers: [[Int]]
    /// How many named events of each are not settled yet.
    private var waiting: [Int]
    private var isSettled: [Bool]

    /// Orders the events by Kahn's algorithm, after leaving circles out.
    init(of events: [AttendanceHistory.Event]) {
        let index = Dictionary(
            zip(events.map(\.dot), events.indices), uniquingKeysWith: { first, _ in first })
        times = events.map(\.time.packed)
        followers = Array(repeating: [], count: events.count)
        waiting = Array(repeating: 0, count: events.count)
        isSettled = Array(repeating: false, count: events.count)
        for (position, event) in events.enumerated() {
            for named in event.named {
                guard let before = index[named] else { continue }
                followers[before].append(position)
                waiting[position] += 1
            }
        }
        settle()
        guard isSettled.contains(false) else { return }
        leaveOutCircles()
        settle()
    }

    private mutating func settle() {
        var ready = times.indices.filter { !isSettled[$0] && waiting[$0] == 0 }
        while let next = ready.popLast() {
            isSettled[next] = true
            for follower in followers[next] {
                times[follower] = max(times[follower], times[next] + 1)
                waiting[follower] -= 1
                if waiting[follower] == 0 { ready.append(follower) }
            }
        }
    }

    /// Drops the edges inside strongly connected components.
    private mutating func leaveOutCircles() {
        let component = unsettledComponents()
        for position in times.indices where !isSettled[position] {
            for follower in followers[position] where component[follower] == component[position] {
                waiting[follower] -= 1
            }
            followers[position].removeAll { component[$0] == component[position] }
        }
    }

    /// Numbers the strongly connected components, by Kosaraju's two walks.
    private func unsettledComponents() -> [Int] {
        var named: [[Int]] = Array(repeating: [], count: times.count)
        for position in times.indices where !isSettled[position] {
            for follower in followers[position] { named[follower].append(position) }
        }
        var component = Array(repeating: -1, count: times.count)
        for root in finishingOrder().reversed() where component[root] < 0 {
            var stack = [root]
            component[root] = root
            while let next = stack.popLast() {
                for before in named[next] where component[before] < 0 {
                    component[before] = root
                    stack.append(before)
                }
            }
        }
        return component
    }

    private func finishingOrder() -> [Int] {
        var isSeen = isSettled
        var order: [Int] = []
        for root in times.indices where !isSeen[root] {
            isSeen[root] = true
            var stack = [(position: root, followersSeen: 0)]
            while let top = stack.last {
                guard top.followersSeen < followers[top.position].count else {
                    order.append(top.position)
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].followersSeen += 1
                let follower = followers[top.position][top.followersSeen]
                guard !isSeen[follower] else { continue }
                isSeen[follower] = true
                stack.append((follower, 0))
            }
        }
        return order
    }
}

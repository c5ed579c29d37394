import CRDT
import Replica

extension Simulation {
    /// Whoever names an operation has seen it, and its clock must be past that one's: except that
    /// nobody's clock is moved more than a minute past the wall by somebody else's.
    ///
    /// Who writes what no honest device writes may name what it hasn't seen; and where a log parted,
    /// a dot may mean two operations. Where clocks were set by the better part of that minute, a
    /// reading may have been too far ahead when it came, and no longer when it was named.
    func checkClocks() throws {
        guard !hasTrespassed, clockJumpsMilliseconds < Self.clockJumpsMillisecondsMaximum,
            let replica = nodes.first?.replica
        else { return }
        let lines = try replica.heldLines()
        guard lines.allSatisfy({ $0.parent == nil }) else { return }
        var times: [Dot: HybridTimestamp] = [:]
        for line in lines {
            for delta in line.deltas {
                for index in delta.operations.indices {
                    times[Dot(line.id, delta.firstSequence + UInt64(index))] =
                        delta.time(ofOperationAt: index)
                }
            }
        }
        for line in lines {
            for delta in line.deltas { try checkClock(of: delta, in: line, times) }
        }
    }

    /// The rest of the minute is for clocks that were wrong from the beginning, and for drift.
    private static let clockJumpsMillisecondsMaximum: UInt64 = 45_000

    /// By how much clocks are set in all.
    private var clockJumpsMilliseconds: UInt64 {
        plan.steps.reduce(0) { sum, step in
            guard case .fault(.clockJump(let milliseconds)) = step.action else { return sum }
            return sum + milliseconds.magnitude
        }
    }

    private func checkClock(
        of delta: Delta, in line: HeldLine, _ times: [Dot: HybridTimestamp]
    ) throws {
        let ceiling = delta.wallMilliseconds + HybridClock.remoteLeadMillisecondsMaximum
        for (index, operation) in delta.operations.enumerated() {
            let time = delta.time(ofOperationAt: index)
            for dot in operation.observedDots + operation.removedDots {
                guard let named = times[dot], named >= time, named.milliseconds < ceiling else {
                    continue
                }
                let number = delta.firstSequence + UInt64(index)
                throw Violation(
                    .clock,
                    "\(Dot(line.id, number)) at \(time.milliseconds) (wall \(delta.wallMilliseconds)) "
                        + "names \(dot) at \(named.milliseconds), which its clock puts after it")
            }
        }
    }
}

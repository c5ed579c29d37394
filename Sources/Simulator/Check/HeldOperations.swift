import CRDT
import Replica

/// What one replica holds, to look up operations that were acknowledged.
struct HeldOperations {
    private let lines: [HeldLine]
    private let lineOf: [AuthorID: [Int]]

    init(of replica: Replica) throws {
        lines = try replica.heldLines()
        var lineOf: [AuthorID: [Int]] = [:]
        for (index, line) in lines.enumerated() {
            lineOf[line.id, default: []].append(index)
            // A name given before a log parted means an operation of one of its branches.
            if line.parent != nil { lineOf[line.root, default: []].append(index) }
        }
        self.lineOf = lineOf
    }

    /// Whether the operation is there, in the place that it was acknowledged at or on a branch.
    func holds(_ acknowledgement: Acknowledgement) -> Bool {
        let dot = acknowledgement.dot
        return (lineOf[dot.author] ?? []).contains { index in
            guard let delta = delta(holding: dot.sequence, in: lines[index].deltas) else {
                return false
            }
            guard let wall = acknowledgement.wallMilliseconds else { return true }
            return delta.wallMilliseconds == wall
        }
    }

    private func delta(holding sequence: UInt64, in deltas: [Delta]) -> Delta? {
        var low = 0
        var high = deltas.count
        while low < high {
            let middle = (low + high) / 2
            if deltas[middle].lastSequence < sequence { low = middle + 1 } else { high = middle }
        }
        guard low < deltas.count, deltas[low].firstSequence <= sequence else { return nil }
        return deltas[low]
    }
}

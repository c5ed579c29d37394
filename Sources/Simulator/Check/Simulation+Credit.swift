import CRDT
import Gossip

/// Flow control as it is seen on the line.
extension Simulation {
    /// Notes what a request allows its answer, and holds an answer against it.
    func checkCredit(of frame: [UInt8], from place: LinkEnd) throws {
        guard frame.count > Frame.headBytes, let kind = MessageKind(rawValue: frame[4]),
            kind == .need || kind == .runs
        else { return }
        let body = Array(frame.dropFirst(Frame.headBytes))
        guard let message = try? Message(Frame(kind: frame[4], body: body)) else { return }
        switch message {
        case .need(let need):
            guard need.creditBytes <= UInt64(GossipLimits.creditBytesMaximum) else {
                throw Violation(.bounds, "a request allows \(need.creditBytes) bytes at once")
            }
            credits[place, default: [:]][need.id] = Int(need.creditBytes)
        case .runs(let answer):
            let asking = LinkEnd(link: place.link, end: 1 - place.end)
            let credit = credits[asking]?.removeValue(forKey: answer.id) ?? 0
            let bytes = answer.items.reduce(0) { sum, item in
                if case .run(let run) = item.content { sum + run.count } else { sum }
            }
            // The credit is for the deltas, and the last one may go beyond it.
            guard bytes <= credit + Limits.deltaBytesMaximum else {
                throw Violation(.bounds, "\(bytes) bytes answer a request for \(credit)")
            }
        default: return
        }
    }
}

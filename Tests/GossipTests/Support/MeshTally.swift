import Gossip

/// What a node was sent.
struct MeshTally {
    /// Runs, each copy counted: pushed, and fetched.
    var pushed = 0
    var fetched = 0
    var pushFrames = 0
    var announcements = 0
    var prunes = 0
    var grafts = 0
    var frames = 0
    var ticks = 0
    var events = 0

    static func + (left: MeshTally, right: MeshTally) -> MeshTally {
        MeshTally(
            pushed: left.pushed + right.pushed, fetched: left.fetched + right.fetched,
            pushFrames: left.pushFrames + right.pushFrames,
            announcements: left.announcements + right.announcements,
            prunes: left.prunes + right.prunes, grafts: left.grafts + right.grafts,
            frames: left.frames + right.frames, ticks: left.ticks + right.ticks,
            events: left.events + right.events)
    }

    mutating func count(_ message: Message) {
        frames += 1
        switch message {
        case .push(let runs):
            pushed += runs.count
            pushFrames += 1
        case .runs(let answer):
            fetched += answer.items.count { if case .run = $0.content { true } else { false } }
        case .have: announcements += 1
        case .prune: prunes += 1
        case .graft: grafts += 1
        case .hello, .ready, .digest, .frontier, .need, .want, .blobs, .proofs, .ping, .pong,
            .goodbye, .join, .joinReply, .skipped:
            break
        }
    }
}

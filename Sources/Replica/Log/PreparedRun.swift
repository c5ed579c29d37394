internal import CRDT

/// A run that was decoded and found authentic against the log as it was read.
///
/// This is the costly part and needs no lock. When the lock is held, the log's head must still be
/// where it was; else the run is prepared again.
struct PreparedRun {
    let run: Run
    /// The run as it came and is stored.
    let packed: [UInt8]
    /// The chain's hash after each delta.
    let hashes: [Hash256]
    /// Where the log was when the run was prepared.
    let base: Base
    /// The ids that the run mentions for the first time.
    let newEntries: [Tag128]
    let introduction: Delta.Introduction

    struct Base: Hashable {
        let ordinal: UInt64
        let sequence: UInt64
        let hash: Hash256
        let dictionaryCount: Int
    }
}

/// What preparing a run told.
enum Preparation {
    case ready(PreparedRun)
    case outcome(RunOutcome)
    /// Authentic, and of a log that has parted, or parts by this run; with the chain's hash where
    /// the run begins.
    case parting(Run, base: Hash256)
}

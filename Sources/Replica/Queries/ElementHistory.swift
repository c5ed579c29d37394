internal import CRDT

/// What is known of one person at one checkpoint: the history, and the row behind each event.
struct ElementHistory {
    /// Told under all ids that are one person; removed and quarantined events only tell what was
    /// seen.
    let history: AttendanceHistory
    /// Every event of ``history``, effective or not.
    let details: [Dot: AttendanceDetail]

    /// The rows of the given dots, in the order of the dots; unknown ones are left out.
    func details(of dots: [Dot]) -> [AttendanceDetail] { dots.compactMap { details[$0] } }
}

/// How often a daemon looks at what nobody tells it.
enum DaemonTimes {
    /// Between looks at the peers.
    static let peers = Duration.milliseconds(500)
    /// Between notes of the peers where only the time of the last contact has changed.
    static let notes = Duration.seconds(5)
    /// Between looks at the replica's file, which other processes write, too.
    static let changes = Duration.milliseconds(250)
    /// Between looks at the size of the write-ahead log.
    static let checkpoints = Duration.milliseconds(200)
    /// Between looks whether a regular witness is due.
    static let witnesses = Duration.seconds(60)
    /// For the goodbyes after a signal; then the process ends all the same.
    static let stopping = Duration.milliseconds(1_700)
}

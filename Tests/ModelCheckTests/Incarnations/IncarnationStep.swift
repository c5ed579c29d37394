/// One thing that may happen next.
enum IncarnationStep: Hashable, CustomStringConvertible {
    /// A folder writes a delta into its database; nothing is synced yet.
    case append(folder: Int)
    /// The disk has it: it is acknowledged.
    case commit(folder: Int)
    /// The high-water file is written, into the system's cache.
    case note(folder: Int)
    /// The process dies; the machine goes on.
    case crash(folder: Int)
    /// A machine loses power: what isn't synced is gone.
    case powerCut(marks: Int)
    /// The system writes a machine's high-water files to the disk.
    case flush(marks: Int)
    /// The folder, or its backup, is copied to a place where the copy can be told.
    case copy(toOtherMachine: Bool, fromBackup: Bool)
    /// The whole machine is copied: nothing there can tell.
    case clone
    case backUp
    /// The backup is put back, over the file or as a new file.
    case restore(inPlace: Bool)
    case takeSnapshot
    /// The whole machine goes back to its snapshot: nothing there can tell.
    case rollBack
    /// One replica gets one delta of another. Folders are 0 and 1, peers 2 and up.
    case pull(by: Int, from: Int, delta: Int)

    var description: String {
        switch self {
        case .append(let folder): "F\(folder) appends"
        case .commit(let folder): "F\(folder) syncs and acknowledges"
        case .note(let folder): "F\(folder) notes its high-water mark"
        case .crash(let folder): "F\(folder) crashes"
        case .powerCut(let marks): "power cut at machine \(marks)"
        case .flush(let marks): "machine \(marks) flushes its marks"
        case .copy(let other, let old):
            "\(old ? "the backup" : "F0") is copied \(other ? "to another machine" : "beside it")"
        case .clone: "the machine of F0 is cloned"
        case .backUp: "F0 is backed up"
        case .restore(let inPlace): "F0 is restored \(inPlace ? "in place" : "as a new file")"
        case .takeSnapshot: "a snapshot of F0's machine is taken"
        case .rollBack: "F0's machine is rolled back"
        case .pull(let one, let other, let delta):
            "\(Self.name(one)) gets delta \(delta) of \(Self.name(other))"
        }
    }

    private static func name(_ replica: Int) -> String {
        replica < 2 ? "F\(replica)" : "P\(replica - 2)"
    }
}

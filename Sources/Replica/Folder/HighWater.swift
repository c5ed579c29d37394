internal import CRDT

/// How far a log of ours had come, kept outside the folder: what tells a restored copy.
///
/// It is written after each commit without waiting for the disk, so it may lag behind after a
/// power cut, never lead; then a copy isn't noticed here, but by the first peer.
struct HighWater {
    let folder: String?

    /// The ordinal last noted for an author; 0 where nothing is.
    func ordinal(of author: AuthorID) -> UInt64 {
        guard let folder, let text = FileSystem.text(at: folder + "/\(author).high"),
            let ordinal = UInt64(text)
        else { return 0 }
        return ordinal
    }

    /// Notes an ordinal.
    ///
    /// A folder that can't be written only costs the early warning.
    func note(_ ordinal: UInt64, of author: AuthorID) {
        guard let folder else { return }
        if FileSystem.replace(folder + "/\(author).high", with: "\(ordinal)\n") { return }
        guard (try? FileSystem.makeFolder(folder)) != nil else { return }
        _ = FileSystem.replace(folder + "/\(author).high", with: "\(ordinal)\n")
    }
}

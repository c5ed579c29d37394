/// What a folder checks before it goes on with its log.
///
/// The design checks all of it; each switch turned off is a mutant that the search must catch.
struct IncarnationRules {
    /// The machine and the file are those on which the log was begun.
    var looksAtPlace = true
    /// The high-water file is not ahead.
    var looksAtMark = true
    /// The log is not known to be continued twice.
    var looksAtForks = true
    /// No peer has shown more of the log than was written here.
    var looksAtWhatPeersShow = true
    /// «Done» is said after the sync, not before.
    var acknowledgesAfterSync = true
    /// Peers get what is synced only.
    var sendsAfterSync = true

    /// Whether a folder may go on with the log that it wrote last.
    func mayContinue(_ folder: IncarnationWorld.Folder, in world: IncarnationWorld) -> Bool {
        let disk = folder.disk
        guard disk.author != IncarnationWorld.noAuthor else { return false }
        if looksAtPlace, disk.machine != folder.machine || disk.inode != folder.inode {
            return false
        }
        if looksAtForks, world.partings(in: disk.held, of: disk.author) > 0 { return false }
        if looksAtWhatPeersShow, disk.isShownMore { return false }
        let head = world.ordinal(of: world.head(of: disk.author, in: disk.held))
        return !looksAtMark || world.mark(folder, disk.author) <= head
    }
}

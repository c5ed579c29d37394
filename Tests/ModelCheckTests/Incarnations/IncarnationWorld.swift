/// Machines, their folders and the replicas they talk to, as far as the identity of logs goes.
///
/// Two folders at most: the first is where the event began, the second may become a copy of it.
/// Peers hold what they are given and never write. A delta is a number, a set of them is a mask.
struct IncarnationWorld {
    /// A delta: whose log, what it follows (−1 = nothing), and which folder wrote it.
    struct Node: Hashable {
        var author: UInt8
        var parent: Int8
        var ordinal: UInt8
        var writer: UInt8
    }

    /// What a database file holds, and so what a copy of it holds.
    struct Disk: Hashable {
        var held: UInt16 = 0
        /// The log written last; ``noAuthor`` before the first one.
        var author = IncarnationWorld.noAuthor
        /// Where that log was begun.
        var machine: UInt8 = 0
        var inode: UInt8 = 0
        /// Whether a peer has shown more of that log than was written here.
        var isShownMore = false
    }

    /// A database file in its place, and what its process remembers.
    struct Folder: Hashable {
        var machine: UInt8
        var inode: UInt8
        /// Which high-water files it looks at.
        var marks: Int
        var disk = Disk()
        /// Written, not yet synced: −1 = nothing.
        var pending: Int8 = -1
        var isPendingNew = false
        /// Committed, and the high-water file not yet written.
        var isNoteDue = false
        /// What really happened, whether or not the rules can tell: it is a copy that can be told.
        var isTellable = false
        /// What really happened: restored in place, so that only a high-water file can tell.
        var isRestored = false
    }

    /// All that a whole machine's snapshot holds.
    struct Snapshot: Hashable {
        var folder: Folder
        var marks: [UInt8]
    }

    static let noAuthor: UInt8 = 0xFF
    static let authorsPerFolder = 4
    static let authorCount = 2 * authorsPerFolder
    /// Sets of high-water files: of the first machine, of another one, of a clone of the first.
    static let markSets = 3
    static let markSetBytes = 2 * authorCount

    var nodes: [Node] = []
    var folders: [Folder] = [Folder(machine: 0, inode: 0, marks: 0)]
    var peers: [UInt16]
    /// Per set: the mark of each author as written, then as it would survive a power cut.
    var marks = [UInt8](repeating: 0, count: markSets * markSetBytes)
    var backup: Disk?
    var snapshot: Snapshot?
    var acknowledged: UInt16 = 0
    /// What was only on a disk that was then overwritten.
    var destroyed: UInt16 = 0
    var authorsMade: [UInt8] = [0, 0]
    var writesLeft: UInt8
    var events = Events()

    /// What has happened so far, as far as the properties ask.
    struct Events: OptionSet, Hashable {
        let rawValue: UInt16
        static let copied = Events(rawValue: 1)
        static let cloned = Events(rawValue: 2)
        static let restoredInPlace = Events(rawValue: 4)
        static let restoredAsNewFile = Events(rawValue: 8)
        static let rolledBack = Events(rawValue: 16)
        /// A power cut lost a mark, or a crash came between commit and mark.
        static let markLost = Events(rawValue: 32)
        static let backedUp = Events(rawValue: 64)
        static let snapshotTaken = Events(rawValue: 128)

        /// Nothing but crashes, power cuts, restarts and syncing.
        var isHonest: Bool {
            isDisjoint(with: [
                .copied, .cloned, .restoredInPlace, .restoredAsNewFile, .rolledBack,
            ])
        }
    }

    init(peers: Int, writes: Int) {
        self.peers = [UInt16](repeating: 0, count: peers)
        writesLeft = UInt8(writes)
    }

    // MARK: - Reading

    /// Folders first, then peers.
    var replicaCount: Int { 2 + peers.count }

    /// What a replica holds; nil for a folder that isn't there.
    func held(by replica: Int) -> UInt16? {
        if replica >= 2 { return peers[replica - 2] }
        return replica < folders.count ? folders[replica].disk.held : nil
    }

    /// What anybody holds.
    var heldAnywhere: UInt16 {
        folders.reduce(peers.reduce(0, |)) { $0 | $1.disk.held }
    }

    /// What is written and not yet synced.
    var pending: UInt16 {
        folders.reduce(0) { $0 | ($1.pending >= 0 ? 1 << $1.pending : 0) }
    }

    /// The newest delta of an author in a set; −1 for none.
    func head(of author: UInt8, in held: UInt16) -> Int8 {
        var head: Int8 = -1
        for index in nodes.indices where held & 1 << index != 0 && nodes[index].author == author {
            if head < 0 || nodes[index].ordinal > nodes[Int(head)].ordinal { head = Int8(index) }
        }
        return head
    }

    func ordinal(of node: Int8) -> UInt8 { node < 0 ? 0 : nodes[Int(node)].ordinal }

    func mark(_ folder: Folder, _ author: UInt8) -> UInt8 {
        marks[folder.marks * Self.markSetBytes + Int(author)]
    }

    /// How often logs part in a set: siblings beyond the first.
    func partings(in held: UInt16, of author: UInt8? = nil) -> Int {
        var count = 0
        for one in nodes.indices where held & 1 << one != 0 {
            guard author == nil || nodes[one].author == author else { continue }
            let isLaterSibling = nodes.indices.prefix(one).contains { other in
                held & 1 << other != 0 && nodes[other].author == nodes[one].author
                    && nodes[other].parent == nodes[one].parent
            }
            if isLaterSibling { count += 1 }
        }
        return count
    }
}

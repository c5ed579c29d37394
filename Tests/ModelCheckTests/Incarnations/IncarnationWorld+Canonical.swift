extension IncarnationWorld {
    /// The same world with its deltas numbered by what they are, not by when they came to be.
    ///
    /// What was never synced and is nowhere any more is dropped, and peers are sorted: they differ
    /// in nothing but what they hold. Two worlds whose bytes are equal go on alike.
    func canonical() -> Self {
        let order = canonicalOrder()
        var places = [Int8](repeating: -1, count: nodes.count)
        for (place, index) in order.enumerated() { places[index] = Int8(place) }
        var after = self
        after.nodes = order.map { index in
            var node = nodes[index]
            node.parent = node.parent < 0 ? -1 : places[Int(node.parent)]
            return node
        }
        for index in folders.indices { after.folders[index].renumber(places) }
        after.peers = peers.map { Self.renumbered($0, places) }.sorted()
        after.backup?.held = Self.renumbered(backup?.held ?? 0, places)
        after.snapshot?.folder.renumber(places)
        after.acknowledged = Self.renumbered(acknowledged, places)
        after.destroyed = Self.renumbered(destroyed, places)
        return after
    }

    static func renumbered(_ set: UInt16, _ places: [Int8]) -> UInt16 {
        var result: UInt16 = 0
        for (index, place) in places.enumerated() where set & 1 << index != 0 && place >= 0 {
            result |= 1 << place
        }
        return result
    }

    private func canonicalOrder() -> [Int] {
        var used = heldAnywhere | acknowledged | destroyed | (backup?.held ?? 0)
        used |= snapshot?.folder.disk.held ?? 0
        for folder in folders where folder.pending >= 0 { used |= 1 << folder.pending }
        var paths: [UInt32] = []
        for node in nodes {
            let start = node.parent < 0 ? UInt32(node.author) + 1 : paths[Int(node.parent)]
            paths.append(start << 2 | UInt32(node.writer) + 1)
        }
        return nodes.indices.filter { used & 1 << $0 != 0 }.sorted {
            let (one, other) = (nodes[$0], nodes[$1])
            return (one.author, one.ordinal, paths[$0], $0)
                < (other.author, other.ordinal, paths[$1], $1)
        }
    }

    /// All of it in bytes.
    func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(160)
        func add(_ set: UInt16) {
            bytes.append(UInt8(truncatingIfNeeded: set))
            bytes.append(UInt8(truncatingIfNeeded: set >> 8))
        }
        func add(_ disk: Disk) {
            add(disk.held)
            bytes += [disk.author, disk.machine, disk.inode, disk.isShownMore ? 1 : 0]
        }
        func add(_ folder: Folder) {
            add(folder.disk)
            let flags = [
                folder.isPendingNew, folder.isNoteDue, folder.isTellable, folder.isRestored,
            ]
            bytes += [
                folder.machine, folder.inode, UInt8(folder.marks),
                UInt8(bitPattern: folder.pending),
                flags.reduce(0) { $0 << 1 | ($1 ? 1 : 0) },
            ]
        }
        bytes.append(UInt8(nodes.count))
        for node in nodes {
            bytes += [node.author << 4 | node.ordinal, UInt8(bitPattern: node.parent), node.writer]
        }
        bytes.append(UInt8(folders.count))
        for folder in folders { add(folder) }
        for peer in peers { add(peer) }
        bytes += marks
        if let backup { add(backup) }
        if let snapshot {
            add(snapshot.folder)
            bytes += snapshot.marks
        }
        add(acknowledged)
        add(destroyed)
        add(events.rawValue)
        bytes += authorsMade
        bytes.append(writesLeft)
        return bytes
    }
}

extension IncarnationWorld.Folder {
    mutating func renumber(_ places: [Int8]) {
        disk.held = IncarnationWorld.renumbered(disk.held, places)
        pending = pending < 0 ? -1 : places[Int(pending)]
    }
}

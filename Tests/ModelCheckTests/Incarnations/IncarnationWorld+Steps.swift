extension IncarnationWorld {
    /// What may happen in the world, and what then is.
    ///
    /// - Parameters:
    ///   - allowed: the events that may happen at all.
    ///   - visit: told each step with the world after it.
    func forEachStep(
        _ rules: IncarnationRules, _ allowed: Events, _ visit: (IncarnationStep, Self) -> Void
    ) {
        for folder in folders.indices { forEachStep(ofFolder: folder, rules, visit) }
        for set in Set(folders.map(\.marks)).sorted() {
            let cut = cuttingPower(ofMarks: set)
            if let cut { visit(.powerCut(marks: set), cut) }
            if let flushed = flushing(marks: set) { visit(.flush(marks: set), flushed) }
        }
        forEachCopy(allowed, visit)
        forEachReturn(allowed, visit)
        for target in 0..<replicaCount {
            for source in 0..<replicaCount where source != target {
                forEachPull(by: target, from: source, rules, visit)
            }
        }
    }

    // MARK: - Writing

    private func forEachStep(
        ofFolder index: Int, _ rules: IncarnationRules, _ visit: (IncarnationStep, Self) -> Void
    ) {
        let folder = folders[index]
        if folder.pending >= 0 {
            visit(.commit(folder: index), committing(index))
        } else if folder.isNoteDue {
            visit(.note(folder: index), noting(index))
        } else if writesLeft > 0, let after = appending(index, rules) {
            visit(.append(folder: index), after)
        }
        if folder.pending >= 0 || folder.isNoteDue {
            var after = self
            after.stop(index)
            visit(.crash(folder: index), after)
        }
    }

    private func appending(_ index: Int, _ rules: IncarnationRules) -> Self? {
        var after = self
        let folder = folders[index]
        let isNew = !rules.mayContinue(folder, in: self)
        if isNew, authorsMade[index] == Self.authorsPerFolder { return nil }
        let author =
            isNew ? UInt8(index * Self.authorsPerFolder) + authorsMade[index] : folder.disk.author
        let parent = isNew ? -1 : head(of: author, in: folder.disk.held)
        if isNew { after.authorsMade[index] += 1 }
        after.nodes.append(
            Node(
                author: author, parent: parent, ordinal: ordinal(of: parent) + 1,
                writer: UInt8(index)))
        after.writesLeft -= 1
        after.folders[index].pending = Int8(nodes.count)
        after.folders[index].isPendingNew = isNew
        if !rules.acknowledgesAfterSync { after.acknowledged |= 1 << nodes.count }
        return after
    }

    private func committing(_ index: Int) -> Self {
        var after = self
        let delta = folders[index].pending
        after.acknowledged |= 1 << delta
        after.folders[index].disk.held |= 1 << delta
        after.folders[index].pending = -1
        after.folders[index].isNoteDue = true
        if folders[index].isPendingNew {
            let folder = folders[index]
            after.folders[index].disk.author = nodes[Int(delta)].author
            after.folders[index].disk.machine = folder.machine
            after.folders[index].disk.inode = folder.inode
            after.folders[index].disk.isShownMore = false
            after.folders[index].isPendingNew = false
            after.folders[index].isTellable = false
            after.folders[index].isRestored = false
        }
        return after
    }

    private func noting(_ index: Int) -> Self {
        var after = self
        let folder = folders[index]
        let author = folder.disk.author
        after.marks[folder.marks * Self.markSetBytes + Int(author)] =
            ordinal(of: head(of: author, in: folder.disk.held))
        after.folders[index].isNoteDue = false
        return after
    }

    /// A process ends, wherever it was.
    private mutating func stop(_ index: Int) {
        if folders[index].isNoteDue { events.insert(.markLost) }
        folders[index].pending = -1
        folders[index].isPendingNew = false
        folders[index].isNoteDue = false
    }

    // MARK: - Power

    private func cuttingPower(ofMarks set: Int) -> Self? {
        var after = self
        for index in folders.indices where folders[index].marks == set { after.stop(index) }
        let start = set * Self.markSetBytes
        for author in 0..<Self.authorCount {
            let durable = marks[start + Self.authorCount + author]
            if marks[start + author] != durable { after.events.insert(.markLost) }
            after.marks[start + author] = durable
        }
        let isSame = after.marks == marks && after.folders == folders
        return isSame ? nil : after
    }

    private func flushing(marks set: Int) -> Self? {
        var after = self
        let start = set * Self.markSetBytes
        for author in 0..<Self.authorCount {
            after.marks[start + Self.authorCount + author] = marks[start + author]
        }
        return after.marks == marks ? nil : after
    }

    // MARK: - Copies

    private func forEachCopy(_ allowed: Events, _ visit: (IncarnationStep, Self) -> Void) {
        if allowed.contains(.backedUp), !events.contains(.backedUp), isAtRest(0) {
            var after = self
            after.backup = folders[0].disk
            after.events.insert(.backedUp)
            visit(.backUp, after)
        }
        guard folders.count == 1, isAtRest(0) else { return }
        if allowed.contains(.copied) {
            for disk in [folders[0].disk, backup].compactMap(\.self) {
                for toOther in [false, true] {
                    let step = IncarnationStep.copy(
                        toOtherMachine: toOther, fromBackup: disk != folders[0].disk)
                    visit(step, copied(disk, toOtherMachine: toOther))
                }
            }
        }
        if allowed.contains(.cloned) {
            var after = self
            after.events.insert(.cloned)
            after.folders.append(folders[0])
            after.folders[1].marks = 2
            let bytes = Self.markSetBytes
            after.marks.replaceSubrange(2 * bytes..<3 * bytes, with: marks.prefix(bytes))
            visit(.clone, after)
        }
    }

    /// A copy beside the original gets a file of its own; on another machine the file may even
    /// have the same number.
    private func copied(_ disk: Disk, toOtherMachine: Bool) -> Self {
        var after = self
        after.events.insert(.copied)
        var folder = Folder(
            machine: toOtherMachine ? 1 : 0, inode: toOtherMachine ? folders[0].inode : 7,
            marks: toOtherMachine ? 1 : 0, disk: disk)
        folder.isTellable = true
        after.folders.append(folder)
        return after
    }

    private func isAtRest(_ index: Int) -> Bool { folders[index].pending < 0 }

    // MARK: - Going back

    private func forEachReturn(_ allowed: Events, _ visit: (IncarnationStep, Self) -> Void) {
        if let backup {
            if allowed.contains(.restoredInPlace), !events.contains(.restoredInPlace) {
                visit(.restore(inPlace: true), restored(backup, inPlace: true))
            }
            if allowed.contains(.restoredAsNewFile), !events.contains(.restoredAsNewFile) {
                visit(.restore(inPlace: false), restored(backup, inPlace: false))
            }
        }
        // A second folder on the same machine would go back with it: not modelled.
        guard !folders.dropFirst().contains(where: { $0.marks == 0 }) else { return }
        let start = 0..<Self.markSetBytes
        if allowed.contains(.snapshotTaken), !events.contains(.snapshotTaken), isAtRest(0) {
            var after = self
            after.snapshot = Snapshot(folder: folders[0], marks: Array(marks[start]))
            after.events.insert(.snapshotTaken)
            visit(.takeSnapshot, after)
        }
        if let snapshot, allowed.contains(.rolledBack), !events.contains(.rolledBack) {
            var after = self
            after.stop(0)
            after.destroy(0, for: snapshot.folder.disk)
            after.folders[0] = snapshot.folder
            after.marks.replaceSubrange(start, with: snapshot.marks)
            after.events.insert(.rolledBack)
            visit(.rollBack, after)
        }
    }

    private func restored(_ backup: Disk, inPlace: Bool) -> Self {
        var after = self
        after.stop(0)
        after.destroy(0, for: backup)
        after.folders[0].disk = backup
        if inPlace {
            after.folders[0].isRestored = true
        } else {
            after.folders[0].inode = 5
            after.folders[0].isTellable = backup.inode != 5
        }
        after.events.insert(inPlace ? .restoredInPlace : .restoredAsNewFile)
        return after
    }

    /// Notes what nobody has any more once a folder's disk is overwritten by another.
    private mutating func destroy(_ index: Int, for disk: Disk) {
        let lost = folders[index].disk.held & ~disk.held
        folders[index].disk = disk
        destroyed |= lost & ~heldAnywhere
    }

    // MARK: - Syncing

    private func forEachPull(
        by target: Int, from source: Int, _ rules: IncarnationRules,
        _ visit: (IncarnationStep, Self) -> Void
    ) {
        guard let known = held(by: target), var offered = held(by: source) else { return }
        if !rules.sendsAfterSync, source < 2, folders[source].pending >= 0 {
            offered |= 1 << folders[source].pending
        }
        for delta in nodes.indices where offered & ~known & 1 << delta != 0 {
            let parent = nodes[delta].parent
            guard parent < 0 || known & 1 << parent != 0 else { continue }
            var after = self
            if target >= 2 {
                after.peers[target - 2] |= 1 << delta
            } else {
                guard folders[target].pending < 0 else { continue }
                after.folders[target].disk.held |= 1 << delta
                if nodes[delta].author == folders[target].disk.author {
                    after.folders[target].disk.isShownMore = true
                }
            }
            visit(.pull(by: target, from: source, delta: delta), after)
        }
    }
}

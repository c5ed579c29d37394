/// What must hold in every world, by what really happened in it and not by the rules.
enum IncarnationProperties {
    /// What is wrong with a world; nil where nothing is.
    static func violation(in world: IncarnationWorld) -> String? {
        let events = world.events
        let partings = world.partings(in: world.acknowledged | world.heldAnywhere)
        if events.isHonest, partings > 0 { return "an honest laptop forked" }
        let isMarkUseless = events.isSuperset(of: [.restoredInPlace, .markLost])
        let cannotBeTold =
            (events.contains(.rolledBack) ? 1 : 0) + (events.contains(.cloned) ? 1 : 0)
            + (isMarkUseless ? 1 : 0)
        if partings > cannotBeTold { return "a fork where a copy could be told" }
        let lost = world.acknowledged & ~world.heldAnywhere & ~world.pending
        if lost & ~world.destroyed != 0 { return "an acknowledged delta is lost" }
        if lost != 0,
            events.isDisjoint(with: [.restoredInPlace, .restoredAsNewFile, .rolledBack])
        {
            return "a delta is lost though no disk was overwritten"
        }
        return nil
    }

    /// What is wrong with a folder's going on with its log; nil where nothing is.
    ///
    /// - Parameters:
    ///   - before: the world in which it decides.
    ///   - after: the same with the delta appended.
    static func violation(
        ofAppendBy index: Int, before: IncarnationWorld, after: IncarnationWorld
    ) -> String? {
        let folder = before.folders[index]
        guard !after.folders[index].isPendingNew else { return nil }
        if folder.isTellable { return "a copy that can be told went on with the original's log" }
        let author = folder.disk.author
        let head = before.ordinal(of: before.head(of: author, in: folder.disk.held))
        if folder.isRestored, before.mark(folder, author) > head {
            return "a restored folder went on below its high-water mark"
        }
        if before.partings(in: folder.disk.held, of: author) > 0 {
            return "a folder went on with a log that it knows to be forked"
        }
        if folder.disk.isShownMore {
            return "a folder went on with its log after a peer had shown more of it"
        }
        return nil
    }
}

extension Replica {
    /// Changes settings of the space: only what differs is written.
    ///
    /// A write overwrites exactly the writes that are known here, so it settles a conflict between
    /// them; one made at the same time elsewhere stays beside it. A new policy holds for verdicts
    /// from then on, and judges no admission of before.
    ///
    /// - Parameter operationID: asked twice, it is one change, and the answer to it.
    /// - Throws: ``ReplicaError/Code/notPermitted`` below an organiser,
    ///   ``ReplicaError/Code/invalid`` for settings that nobody could use.
    public func set(
        _ changes: SpaceChanges, operatorName: String? = nil, operationID: String? = nil
    ) throws -> SpaceChangeReport {
        let done = try write { transaction in
            try transaction.answering(operationID) {
                try transaction.set(changes, operatorName: operatorName)
            }
        }
        return SpaceChangeReport(
            changed: done.changed, operation: done.operation, space: try spaceReport())
    }
}

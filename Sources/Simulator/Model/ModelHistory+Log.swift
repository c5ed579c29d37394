package import CRDT
package import NaiveModel

extension ModelHistory {
    /// What the naive model has to know of a line of a log and its deltas.
    package typealias LogLine = (
        id: AuthorID, parent: AuthorID?, root: AuthorID, device: DeviceKey, deltas: [CRDT.Delta]
    )

    /// Says everything that logs hold in the words of the naive model.
    ///
    /// `position` says where a position lies, or nil if that very position isn't held;
    /// `isGenuine` whether a root's grant is signed by this space's recovery key.
    package init(
        lines: [LogLine], position: (LogPosition) -> (line: AuthorID, ordinal: UInt64)?,
        isGenuine: (RootGrant) -> Bool
    ) {
        self.init()
        for line in lines {
            let id = ModelID(line.id)
            self.lines.append(
                Line(
                    id: id, parent: line.parent.map { ModelID($0) }, root: ModelID(line.root),
                    device: ModelKey(line.device)))
            for delta in line.deltas {
                let operations = delta.operations.map {
                    ModelOperation($0, position: position, isGenuine: isGenuine)
                }
                deltas.append(Delta(delta, line: id, operations: operations))
            }
        }
    }
}

extension ModelHistory.Delta {
    fileprivate init(_ delta: CRDT.Delta, line: ModelID, operations: [ModelOperation]) {
        self.init(
            line: line, ordinal: delta.ordinal, firstSequence: delta.firstSequence,
            time: delta.time.packed, wallOffsetMilliseconds: delta.wallOffsetMilliseconds,
            operatorLabel: delta.operatorLabel, credential: ModelDot(delta.credential),
            operations: operations)
    }
}

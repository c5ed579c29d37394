package import CRDT

extension Replica {
    /// Appends operations as they are: for tools and tests that write what no command writes yet.
    ///
    /// - Returns: the dot of each.
    package func append(
        _ operations: [Operation], operatorName: String? = nil
    ) throws -> [Dot] {
        try write { transaction in
            var batch = try transaction.batch(operatorName: operatorName)
            let dots = try operations.map { try batch.add($0) }
            try batch.flush()
            return dots
        }
    }
}

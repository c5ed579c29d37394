internal import CRDT
internal import SQLite
internal import Sodium

/// Operations of our own on their way into the log: packed into as many deltas as they need.
struct OperationBatch {
    private let transaction: WriteTransaction
    private let author: AuthorRecord
    private let credential: Dot
    private let policy: Dot?
    private var operatorLabel: UInt64 = 0
    private var operations: [Operation] = []
    private var estimatedBytes = 0
    private var nextSequence: UInt64

    /// Room that a delta's head and table of ids may need beside its operations.
    private static let headBytes = 4096

    /// Begins a batch.
    ///
    /// - Parameter isFounding: whether the root's grant to this device comes first, which then
    ///   names itself. Whatever else a device wrote before it is admitted would be quarantined by
    ///   everybody, for ever: it is refused here, before anybody is shown green.
    init(_ transaction: WriteTransaction, operatorName: String?, isFounding: Bool) throws {
        self.transaction = transaction
        author = try transaction.ownAuthor()
        nextSequence = author.sequence + 1
        let device = try transaction.device
        let membership = try transaction.tables.membership()
        if let admitted = membership.credential(of: device) {
            guard !membership.isRevoked(device, rank: admitted.grant.role.rank) else {
                throw ReplicaError(
                    .notPermitted, "This device was revoked. Ask an organiser for a new invitation."
                )
            }
            credential = admitted.dot
        } else if isFounding {
            credential = Dot(author.id, 1)
        } else {
            throw ReplicaError(
                .notPermitted,
                "This device's admission has not arrived here yet. Let it hear the device that "
                    + "admitted it: nexstage-peer run --peer HOST:PORT")
        }
        policy = try transaction.queries.register(.space, .policy)?.dot
        if let operatorName, !operatorName.isEmpty {
            operatorLabel = try label(LabelCode.operatorName, operatorName)
        }
    }

    /// The author whose log this extends.
    var authorID: AuthorID { author.id }

    /// Adds an operation.
    ///
    /// - Returns: the dot that it will have.
    @discardableResult
    mutating func add(_ operation: Operation) throws -> Dot {
        let bytes = OperationSize.upperBound(operation)
        if operations.count >= Limits.deltaOperationsMaximum
            || estimatedBytes + bytes + Self.headBytes > Limits.deltaBytesMaximum
        {
            try flush()
        }
        operations.append(operation)
        estimatedBytes += bytes
        defer { nextSequence += 1 }
        return Dot(author.id, nextSequence)
    }

    /// The number of a label in our own log, which is written if it isn't there.
    mutating func label(_ kind: Int64, _ text: String) throws -> UInt64 {
        let text = try DataFolder.checkedName(text)
        let name = Writer.LabelName(author: author.row, kind: kind, text: text)
        if let known = transaction.writer.labels[name] { return known }
        if let known = try existingLabel(name) {
            transaction.writer.labels[name] = known
            return known
        }
        let content: Label.Content
        if kind == LabelCode.gate {
            content = .gate(text)
        } else {
            let commitment = try transaction.keep(
                Sheet(salt: try transaction.salt(), [.name: text]))
            content =
                kind == LabelCode.operatorName ? .operator(commitment) : .reason(commitment)
        }
        let number = try labelCount(kind) + pendingLabels(kind) + 1
        try add(.label(Label(content)))
        transaction.writer.labels[name] = number
        return number
    }

    /// Writes everything that was added and not yet written.
    mutating func flush() throws {
        guard !operations.isEmpty else { return }
        let time = try transaction.tick(count: UInt64(operations.count))
        let delta = Delta(
            ordinal: 0, firstSequence: 0, time: time,
            wallOffsetMilliseconds: Int64(clamping: transaction.now)
                - Int64(clamping: time.milliseconds), operatorLabel: operatorLabel,
            credential: credential, policy: policy, operations: operations)
        _ = try LogWriter(tables: transaction.tables).append(
            delta, row: author.row, keys: transaction.writer.keys)
        transaction.touch()
        operations.removeAll(keepingCapacity: true)
        estimatedBytes = 0
    }

    private func pendingLabels(_ kind: Int64) -> UInt64 {
        UInt64(
            operations.count { operation in
                guard case .label(let label) = operation else { return false }
                return LabelCode.stored(label.content).kind == kind
            })
    }

    private func labelCount(_ kind: Int64) throws -> UInt64 {
        let range = DotKey.sequenceRange(ofAuthor: author.row)
        let count = try transaction.database.int(
            "SELECT count(*) FROM label WHERE dot BETWEEN ? AND ? AND kind = ?",
            .integer(range.lowerBound), .integer(range.upperBound), .integer(kind))
        return UInt64(clamping: count ?? 0)
    }

    private func existingLabel(_ name: Writer.LabelName) throws -> UInt64? {
        let range = DotKey.sequenceRange(ofAuthor: name.author)
        var found: UInt64?
        try transaction.database.prepare(
            """
            SELECT l.number, l.value, b.bytes FROM label l
            LEFT JOIN blob b ON b.commitment = l.value
            WHERE l.dot BETWEEN ? AND ? AND l.kind = ? ORDER BY l.dot
            """
        ).forEach(
            .integer(range.lowerBound), .integer(range.upperBound), .integer(name.kind)
        ) { row in
            let text =
                name.kind == LabelCode.gate
                ? String(decoding: try row.blob(1), as: UTF8.self)
                : try row.isNull(2) ? nil : Sheet(try row.blob(2))?[.name]
            if text == name.text, found == nil { found = UInt64(clamping: try row.int(0)) }
        }
        return found
    }
}

extension WriteTransaction {
    /// Fresh random bytes for a sheet.
    func salt() throws -> [UInt8] { try writer.environment.randomBytes(Sheet.saltCount) }

    /// Keeps a sheet as a blob.
    ///
    /// - Returns: the commitment for the log.
    func keep(_ sheet: Sheet) throws -> Hash256 {
        let bytes = sheet.bytes
        let commitment = LogHash.blob(bytes)
        try tables.store(blob: bytes, commitment)
        return commitment
    }
}

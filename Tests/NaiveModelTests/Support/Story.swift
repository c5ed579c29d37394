import NaiveModel

/// Writes small histories by hand: an office that is the authority, and whomever it admits.
struct Story {
    /// The authority's log.
    static let office = ModelID(1)

    private(set) var history = ModelHistory()
    private var credentials: [ModelID: ModelDot] = [:]
    private var heads: [ModelID: (ordinal: UInt64, sequence: UInt64)] = [:]
    private var seconds: UInt64 = 1_000_000

    /// The office, admitted by the recovery key with operation 1.
    init() {
        open(Self.office)
        credentials[Self.office] = ModelDot(Self.office, 1)
        write(Self.office, .rootGrant(device: ModelKey(Self.office), isGenuine: true))
    }

    /// What follows from what was written.
    var outcome: ModelOutcome { NaiveModel.conclude(from: history) }

    /// A device that the office, or another, admits; its log has the same number as its key.
    @discardableResult
    mutating func admit(
        _ number: UInt64, as role: ModelRole = .station, by granter: ModelID = office
    ) -> ModelID {
        let line = ModelID(number)
        open(line)
        credentials[line] = write(granter, .grant(device: ModelKey(line), role: role))
        return line
    }

    /// Begins a log that nobody has admitted.
    mutating func open(_ line: ModelID, device: ModelKey? = nil) {
        history.lines.append(.init(id: line, root: line, device: device ?? ModelKey(line)))
        heads[line] = (0, 0)
        credentials[line] = ModelDot(line, 1)
    }

    /// Another log of the device of `line`, under the same grant.
    mutating func reopen(_ line: ModelID, as number: UInt64) -> ModelID {
        let other = ModelID(number)
        open(other, device: ModelKey(line))
        credentials[other] = credentials[line]
        return other
    }

    /// From now on `line` acts under that grant.
    mutating func rely(_ line: ModelID, on grant: ModelDot) { credentials[line] = grant }

    /// Continues `line` in several ways.
    mutating func part(_ line: ModelID, into numbers: [UInt64]) -> [ModelID] {
        let parent = history.lines.first { $0.id == line }
        return numbers.map { number in
            let branch = ModelID(number)
            history.lines.append(
                .init(
                    id: branch, parent: line, root: parent?.root ?? line,
                    device: parent?.device ?? ModelKey(line)))
            heads[branch] = heads[line]
            credentials[branch] = credentials[line]
            return branch
        }
    }

    /// Appends a delta with one operation, one second after the last one or at `seconds`.
    @discardableResult
    mutating func write(
        _ line: ModelID, _ operation: ModelOperation, at moment: UInt64? = nil,
        wallOffset: Int64 = 0
    ) -> ModelDot {
        write(line, [operation], at: moment, wallOffset: wallOffset)
    }

    /// Appends a delta with several operations; the dot is that of the last.
    @discardableResult
    mutating func write(
        _ line: ModelID, _ operations: [ModelOperation], at moment: UInt64? = nil,
        wallOffset: Int64 = 0
    ) -> ModelDot {
        seconds += 1
        let head = heads[line] ?? (0, 0)
        history.deltas.append(
            .init(
                line: line, ordinal: head.ordinal + 1, firstSequence: head.sequence + 1,
                time: (moment ?? seconds) * 1000 << 16, wallOffsetMilliseconds: wallOffset,
                credential: credentials[line] ?? ModelDot(line, 1), operations: operations))
        let last = head.sequence + UInt64(operations.count)
        heads[line] = (head.ordinal + 1, last)
        return ModelDot(line, last)
    }

    /// The newest delta of a line, as a position.
    func head(_ line: ModelID) -> ModelPosition {
        ModelPosition(line: line, ordinal: heads[line]?.ordinal ?? 0)
    }

    /// Keeps the proof of a fork.
    mutating func prove(_ log: ModelID) { history.provenForks.append(log) }
}

/// What a replica must conclude from a set of operations, worked out in the most obvious way.
///
/// It is the judge of the simulator: it starts from nothing each time, keeps no index that a rule
/// doesn't speak of, and shares no code with the engine. Every rule stands beside the sentence
/// that it implements.
package struct NaiveModel {
    /// What is held.
    let history: ModelHistory
    /// How the lines hang together.
    let tree: LineTree
    /// All operations, ascending by dot.
    let held: [HeldOperation]
    /// The place of each in ``held``.
    let places: [ModelDot: Int]
    /// Step 1: which grants, revocations and adoptions are valid.
    private(set) var membership = Membership()
    /// Step 2: the status of each operation, by its place in ``held``.
    private(set) var permissions: [ModelPermission] = []
    /// Step 3: the permitted removals of each add, ascending; all by their places in ``held``.
    private(set) var removers: [Int: [Int]] = [:]
    /// Step 4: who is who.
    private(set) var identity = Identity()
    /// Step 5: the undominated writes of each register.
    private(set) var registers: [ModelRegisterKey: [Int]] = [:]
    /// Step 6: who went in and out where.
    private(set) var attendance: [ModelElement: Attendance] = [:]

    /// Concludes everything from `history`.
    package init(_ history: ModelHistory) {
        self.history = history
        tree = LineTree(history.lines)
        var operations: [ModelDot: HeldOperation] = [:]
        for delta in history.deltas {
            guard let line = tree.line(delta.line) else { continue }
            for index in delta.operations.indices {
                let operation = HeldOperation(index, of: delta, in: line)
                operations[operation.dot] = operation
            }
        }
        let all = operations.values.sorted { $0.dot < $1.dot }
        held = all
        places = Dictionary(uniqueKeysWithValues: all.indices.map { (all[$0].dot, $0) })
        membership = judgeMembership()
        permissions = held.map { permission(of: $0) }
        removers = collectRemovals()
        identity = concludeIdentity()
        registers = concludeRegisters()
        attendance = concludeAttendance()
    }

    /// What follows from `history`.
    package static func conclude(from history: ModelHistory) -> ModelOutcome {
        NaiveModel(history).outcome
    }

    /// The places in ``held`` of the permitted operations.
    var permitted: [Int] { held.indices.filter { permissions[$0] == .permitted } }

    /// "An operation is effective if it is permitted and no effective operation removed it".
    func isEffective(_ place: Int) -> Bool {
        permissions[place] == .permitted && removers[place] == nil
    }

    /// The dots at these places, ascending.
    func dots(_ places: some Sequence<Int>) -> [ModelDot] { places.map { held[$0].dot }.sorted() }
}

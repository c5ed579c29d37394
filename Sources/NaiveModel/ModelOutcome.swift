/// Everything that follows from a set of operations.
///
/// Lists are ascending, and nothing depends on the order in which the operations were given.
package struct ModelOutcome: Hashable, Sendable {
    /// The status of every operation held.
    package var permissions: [ModelDot: ModelPermission]
    /// The valid grants.
    package var grants: [ModelDot]
    /// The devices with a valid grant.
    package var members: [ModelMember]

    /// The effective enrolments.
    package var effectiveEnrolments: [ModelDot]
    /// The effective entries whose person is known.
    package var effectiveEntries: [ModelDot]
    /// The effective exits whose person is known.
    package var effectiveExits: [ModelDot]
    /// What was taken away by whom.
    package var removed: [ModelRemoval]
    /// The operations of any kind and status that refer to a person who isn't known.
    package var unresolved: [ModelDot]

    /// The canonical id of every id that any operation speaks of.
    package var canonical: [ModelID: ModelID]
    /// The ids of each person, by the canonical one.
    package var components: [[ModelID]]
    /// The canonical people who may be one.
    package var candidates: [ModelPair]
    /// The registers that hold anything.
    package var registers: [ModelRegisterKey: ModelRegister]

    /// Every element with any entry or exit, effective or not.
    package var attendance: [ModelElement: ModelAttendance]
    /// The canonical people who were ever enrolled by a permitted operation.
    package var people: [ModelID]
    /// The canonical people with at least one effective enrolment.
    package var enrolled: [ModelID]
    /// The canonical people with at least one effective entry.
    package var admitted: [ModelID]
    /// The open entries, corrected by resolutions.
    package var occupancy: Int

    /// All conflicts and notices.
    package var conflicts: [ModelConflict]
}

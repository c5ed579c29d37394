/// What happened to one person at one checkpoint, as far as it counts.
package struct ModelAttendance: Hashable, Sendable {
    /// The effective entries and exits, in effective order.
    package let order: [ModelDot]
    /// The open entries, ascending.
    package let open: [ModelDot]
    /// The effective exits of which no other effective entry or exit has heard, ascending.
    package let lastExits: [ModelDot]
    /// The components of entries that were admitted without knowing of each other.
    package let doubleAdmissions: [[ModelDot]]
    /// The components of entries that didn't know of each other, with an exit in between.
    package let unconfirmedReentries: [[ModelDot]]
}

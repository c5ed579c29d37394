/// The element of the attendance set: one person at one scope of admission.
public struct AttendanceElement: Hashable, Comparable, Sendable {
    /// Who.
    public var person: PersonID
    /// Where.
    public var checkpoint: CheckpointID

    /// `person` at `checkpoint`.
    public init(person: PersonID, checkpoint: CheckpointID) {
        self.person = person
        self.checkpoint = checkpoint
    }

    /// Orders by person, then checkpoint.
    public static func < (left: AttendanceElement, right: AttendanceElement) -> Bool {
        (left.person, left.checkpoint) < (right.person, right.checkpoint)
    }
}

/// How often one ticket admits at a checkpoint.
public enum AdmissionPolicy: UInt8, Hashable, Sendable, CaseIterable {
    /// In and out as often as they like, inside once at a time.
    case reentry = 0
    /// Once.
    case single = 1
    /// Once at a time for each activity, each with a checkpoint of its own.
    case perActivity = 2
    /// Once on each day of the event.
    ///
    /// A release that doesn't know the number decides as by ``reentry``.
    case daily = 3
}

/// What a gate asks for: one person through one checkpoint.
public struct CheckinRequest: Hashable, Sendable, Codable {
    /// A ticket's code, or whatever else finds one person.
    public var subject: String
    /// The checkpoint's name; nil for the default.
    public var checkpoint: String?
    /// The door's label; nil for the replica's own name.
    public var gate: String?
    /// Who stands there; nil for unnamed.
    public var operatorName: String?
    /// Out instead of in.
    public var isExit: Bool
    /// The caller's name for this request: asked twice, it is one operation and one answer.
    public var operationID: String?
    /// A supervisor's reason for admitting against the verdict; nil for none.
    public var overrideReason: String?

    /// A request to let `subject` in, unless the other fields say otherwise.
    public init(
        subject: String, checkpoint: String? = nil, gate: String? = nil,
        operatorName: String? = nil, isExit: Bool = false, operationID: String? = nil,
        overrideReason: String? = nil
    ) {
        self.subject = subject
        self.checkpoint = checkpoint
        self.gate = gate
        self.operatorName = operatorName
        self.isExit = isExit
        self.operationID = operationID
        self.overrideReason = overrideReason
    }

    /// How long a subject may be, bytes.
    public static let subjectBytesMaximum = 1024
}

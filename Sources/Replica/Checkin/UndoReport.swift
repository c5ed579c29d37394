/// What is to be undone.
public struct UndoRequest: Hashable, Sendable, Codable {
    /// An operation (`author:seq`), or whatever finds one person: then their last entry or exit.
    public var subject: String
    /// The checkpoint, where a person is given; nil for the default.
    public var checkpoint: String?
    /// Why; nil for no reason.
    public var reason: String?
    /// Who stands there; nil for unnamed.
    public var operatorName: String?
    /// The caller's name for this request.
    public var operationID: String?

    /// A request to undo `subject`.
    public init(
        subject: String, checkpoint: String? = nil, reason: String? = nil,
        operatorName: String? = nil, operationID: String? = nil
    ) {
        self.subject = subject
        self.checkpoint = checkpoint
        self.reason = reason
        self.operatorName = operatorName
        self.operationID = operationID
    }
}

/// What was undone.
public struct UndoReport: Hashable, Sendable, Codable {
    /// The operation that has no effect any more.
    public var undone: String
    /// The operation that took it away.
    public var operation: String
    /// When, RFC 3339 with milliseconds, UTC.
    public var time: String
}

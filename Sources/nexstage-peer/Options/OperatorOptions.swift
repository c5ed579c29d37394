import ArgumentParser

/// Who asks, and by which name for the request.
struct OperatorOptions: ParsableArguments {
    @Option(
        name: .customLong("operator"),
        help: ArgumentHelp("Who stands there (default: unnamed).", valueName: "name"))
    var operatorName: String?

    @Option(
        name: .customLong("operation-id"),
        help: ArgumentHelp(
            "Your name for this request: asked twice, it is one operation and one answer.",
            valueName: "id"))
    var operationID: String?

    /// The operation id that was given, or a fresh one: what the daemon had committed when it died
    /// is answered, not done twice.
    func operationID(_ work: Workplace) throws -> String {
        try operationID ?? work.freshOperationID()
    }

    func by(_ work: Workplace) throws -> LocalRequest.By {
        LocalRequest.By(operatorName: operatorName, operationID: try operationID(work))
    }
}

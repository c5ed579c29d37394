import ArgumentParser
import Replica

/// Where and how a check-in happens.
struct GateOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The checkpoint (default: entrance).", valueName: "name"))
    var checkpoint: String?

    @Option(help: ArgumentHelp("The door (default: this device's name).", valueName: "name"))
    var gate: String?

    @Flag(help: "Out instead of in.")
    var exit = false

    @Flag(help: "Admit against the verdict, by a supervisor's decision; needs --reason.")
    var override = false

    @Option(help: ArgumentHelp("Why the verdict is overridden.", valueName: "text"))
    var reason: String?

    func validate() throws {
        if override, reason?.isEmpty ?? true {
            throw ValidationError("An --override needs a --reason.")
        }
        if reason != nil, !override {
            throw ValidationError("A --reason goes with --override.")
        }
    }

    func request(_ subject: String, _ work: Workplace, _ by: OperatorOptions) throws
        -> CheckinRequest
    {
        CheckinRequest(
            subject: subject, checkpoint: checkpoint, gate: gate, operatorName: by.operatorName,
            isExit: exit, operationID: try by.operationID(work), overrideReason: reason)
    }
}

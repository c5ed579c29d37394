/// Why a child process couldn't be started or talked to.
package enum ChildError: Error, Hashable, CustomStringConvertible {
    case notStarted(program: String, reason: String)
    case noPipe(reason: String)
    /// Too many children are alive, or they are being ended.
    case refused

    package var description: String {
        switch self {
        case .notStarted(let program, let reason): "\(program) can't be started (\(reason))."
        case .noPipe(let reason): "A pipe can't be made (\(reason))."
        case .refused: "No more processes are started: everything is being ended."
        }
    }
}

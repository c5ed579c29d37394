/// Why the demo stopped.
package enum DemoError: Error, Hashable, CustomStringConvertible {
    case badOption(String, minimum: Int, maximum: Int)
    case folderExists(String)
    case notWritten(String)
    case tooFewPeople(Int)
    /// A command failed: which replica, what, and the last thing that it said.
    case commandFailed(replica: String, command: String, said: String)
    /// A gate's answer is not the one that the story expects.
    case unexpected(replica: String, subject: String, wanted: String, got: String)
    case tooLate(String, seconds: Int)
    /// Somebody stopped it.
    case stopped

    package var description: String {
        switch self {
        case .badOption(let option, let minimum, let maximum):
            "\(option) takes a number from \(minimum) to \(maximum)."
        case .folderExists(let path):
            "\(path) exists already. Name a folder with --keep that doesn't."
        case .notWritten(let why): why
        case .tooFewPeople(let count):
            "The story needs at least \(DemoConfiguration.peopleMinimum) people, and the file gave "
                + "\(count)."
        case .commandFailed(let replica, let command, let said):
            "At «\(replica)», «\(command)» failed: \(said)"
        case .unexpected(let replica, let subject, let wanted, let got):
            "At «\(replica)», \(subject) should have been answered \(wanted), and was answered "
                + "\(got)."
        case .tooLate(let what, let seconds): "\(what) did not happen within \(seconds) seconds."
        case .stopped: "The demo was stopped; its processes have ended."
        }
    }
}

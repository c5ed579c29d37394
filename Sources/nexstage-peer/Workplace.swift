import Foundation
import Glibc
import Replica

/// What a command works with: the folder, the world outside, the language, the way to answer.
struct Workplace {
    let options: GlobalOptions
    let variables: [String: String]
    let environment: Environment
    let folder: DataFolder
    let strings: Strings
    let output: Output

    init(_ options: GlobalOptions) {
        let variables = ProcessInfo.processInfo.environment
        self.options = options
        self.variables = variables
        environment = .system(variables: variables)
        folder = DataFolder(path: Self.path(options.data, variables))
        strings = Strings(variables: variables)
        output = Output(
            isJSON: options.json,
            terminal: Terminal(descriptor: STDOUT_FILENO, variables: variables))
    }

    private static func path(_ option: String?, _ variables: [String: String]) -> String {
        if let option, !option.isEmpty { return option }
        if let folder = variables["NEXSTAGE_DATA"], !folder.isEmpty { return folder }
        return (variables["HOME"] ?? "") + "/.local/share/nexstage"
    }

    /// The replica that the options name.
    func open() throws -> Replica {
        try Replica(folder: folder, selector: options.space, environment: environment)
    }

    /// The way to write: through the daemon where one runs, else directly.
    func client(of replica: Replica) -> ReplicaClient { ReplicaClient(replica: replica) }

    /// The code of the language in which the engine explains itself.
    var language: String { strings.language.rawValue }

    /// An operation id for one command: asked twice, it is one operation and one answer.
    func freshOperationID() throws -> String {
        try environment.randomBytes(16).map { byte in
            let text = String(byte, radix: 16)
            return text.count == 2 ? text : "0" + text
        }.joined()
    }

    /// A bar that tells how far some work is.
    func progressBar(_ title: String) -> ProgressBar { ProgressBar(title, variables: variables) }

    /// A remark on standard error for who asked for more.
    func verbose(_ text: @autoclosure () -> String) {
        if options.verbose { StandardStreams.log(text()) }
    }
}

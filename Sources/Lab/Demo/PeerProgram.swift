internal import Foundation

/// The program `nexstage-peer` as its users run it: other processes, one for each command.
package struct PeerProgram: Sendable {
    /// The executable.
    package let path: String
    /// What every process gets as its environment.
    package let environment: [String: String]
    package let registry: ChildRegistry

    /// - Parameter environment: as a whole; nothing is inherited beyond it.
    package init(path: String, environment: [String: String], registry: ChildRegistry) {
        self.path = path
        self.environment = environment
        self.registry = registry
    }

    /// Starts a command.
    package func start(
        _ arguments: [String], errorPath: String
    ) throws(ChildError) -> ChildProcess {
        try ChildProcess.start(
            path, arguments, environment: environment, errorPath: errorPath, registry: registry)
    }

    /// Runs a command to its end.
    ///
    /// - Returns: what it wrote to standard output, line by line, and how it ended.
    package func run(
        _ arguments: [String], input: String = "", errorPath: String
    ) async throws(ChildError) -> (lines: [String], exit: ChildExit) {
        let child = try start(arguments, errorPath: errorPath)
        if !input.isEmpty { child.write(input) }
        child.closeInput()
        var lines: [String] = []
        for await line in child.lines { lines.append(line) }
        return (lines, await child.exit())
    }
}

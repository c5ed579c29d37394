import ArgumentParser
import Replica
import Transport

/// An error of the commands themselves, in one sentence.
struct Failure: Error {
    let message: String

    init(_ message: String) { self.message = message }
}

extension Failure {
    /// Says on standard error what went wrong; help that was asked for goes to standard output.
    static func report(_ error: any Error) -> ExitStatus {
        switch error {
        case let status as ExitStatus: return status
        // Whoever read the output has gone: there is nobody to tell.
        case OutputError.closed: return .failed
        case let error as OutputError: return say(error.sentence)
        case let failure as Failure: return say(failure.message)
        case let error as ReplicaError: return say(error.message)
        case let error as TransportError: return say(error.description)
        default: return reportUsage(error)
        }
    }

    private static func say(_ message: String) -> ExitStatus {
        StandardStreams.log("nexstage-peer: \(message)")
        return .failed
    }

    private static func reportUsage(_ error: any Error) -> ExitStatus {
        let code = NexstagePeer.exitCode(for: error)
        let text = NexstagePeer.fullMessage(for: error)
        if code == .success {
            try? StandardStreams.write(Array((text + "\n").utf8))
            return .done
        }
        guard code == .validationFailure else { return say(text) }
        StandardStreams.log(text)
        return .wrongUsage
    }
}

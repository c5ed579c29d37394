public import ArgumentParser
public import CRDT
import Replica

extension AdmissionPolicy: ExpressibleByArgument {
    /// Reads `single`, `re-entry`, `per-activity` or `once-per-day`.
    public init?(argument: String) { self.init(word: argument) }

    /// The words of all policies.
    public static var allValueStrings: [String] { allCases.map(\.word) }
}

public import ArgumentParser
public import CRDT
import Replica

extension ConflictClass: ExpressibleByArgument {
    /// Reads the word of a class, such as `double_admission`.
    public init?(argument: String) { self.init(word: argument) }

    /// The words of all classes.
    public static var allValueStrings: [String] { allCases.map(\.word) }
}

extension Resolution.Decision: ExpressibleByArgument {
    /// Reads `same-person`, `two-people` or `ignore`.
    public init?(argument: String) { self.init(word: argument) }

    /// The words of all decisions.
    public static var allValueStrings: [String] { allCases.map(\.word) }
}

public import ArgumentParser
public import CRDT

extension IsolationPolicy: ExpressibleByArgument {
    /// The words of all policies.
    public static var allValueStrings: [String] { allCases.map(\.rawValue) }
}

package import CRDT

/// A run that is sent because it is new.
package struct PushedRun: Hashable, Sendable {
    /// The branch as the sender names it.
    package var branch: Hash256?
    /// Packed; on a log without branches the base hash is left out.
    package var run: [UInt8]

    /// A run of the main branch or another.
    package init(branch: Hash256?, run: [UInt8]) {
        self.branch = branch
        self.run = run
    }

    /// The packed run without its base hash, which the receiver computes itself.
    ///
    /// Bytes that aren't a run's stay as they are.
    package static func withoutBaseHash(_ run: [UInt8]) -> [UInt8] {
        guard let head = try? RunCodec.head(of: run), head.baseHash != nil else { return run }
        // Version, flags and author come before the hash.
        let start = 1 + 1 + 16
        return [run[0], 0] + run[2..<start] + run[(start + 32)...]
    }
}

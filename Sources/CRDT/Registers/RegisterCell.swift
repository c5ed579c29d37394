/// One register as the antichain of its writes: those that no effective write has overwritten.
///
/// The maximum by (time, author, sequence) is displayed; the others are conflicts to show, not
/// data to drop. Folding writes pairwise is *not* transitive, so the whole antichain is kept.
public struct RegisterCell: Hashable, Sendable {
    /// The effective writes, sorted by (time, dot), overwritten ones included.
    public private(set) var writes: [Write]

    /// One effective write.
    public struct Write: Hashable, Sendable {
        /// Where it stands.
        public var dot: Dot
        /// The author's clock.
        public var time: HybridTimestamp
        /// What was written.
        public var value: [UInt8]
        /// The writes that the author had seen.
        public var overwrites: [Dot]

        /// A write.
        public init(dot: Dot, time: HybridTimestamp, value: [UInt8], overwrites: [Dot]) {
            self.dot = dot
            self.time = time
            self.value = value
            self.overwrites = overwrites
        }
    }

    /// A cell of the given effective writes, in any order.
    public init(_ writes: some Sequence<Write> = []) {
        self.writes = writes.sorted { ($0.time, $0.dot) < ($1.time, $1.dot) }
    }

    /// The undominated writes, sorted by (time, dot).
    public var antichain: [Write] {
        let overwritten = Set(writes.flatMap(\.overwrites))
        let live = writes.filter { !overwritten.contains($0.dot) }
        // Writes that name each other in a circle can only be forged; show them all, not none.
        return live.isEmpty ? writes : live
    }

    /// The write that is displayed; nil where there is none.
    public var winner: Write? { antichain.last }

    /// Whether people should be shown that two values stand side by side.
    public var isConflicting: Bool { Set(antichain.map(\.value)).count > 1 }
}

/// One thing that is measured in a mesh of many replicas.
package struct MeshCase: Hashable, Sendable {
    /// What is measured.
    package let kind: Kind
    /// How many replicas there are.
    package let replicas: Int
    /// How many operations are made, by all together.
    package let operations: Int

    /// What may be measured.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Single operations at random replicas: how long until each other replica holds them.
        case quiet
        /// The same, while one frame of a hundred is lost.
        case loss
        /// The same, without loss, while every replica has a guest each three seconds.
        case busy
        /// Two halves that can't hear each other and write: how long until all hold the same.
        case split
    }

    /// The replicas that there can be.
    package static let replicasRange = 2...200
    /// The operations that there can be.
    package static let operationsMaximum = 40_000

    /// A case.
    package init(_ kind: Kind, replicas: Int, operations: Int) {
        self.kind = kind
        self.replicas = replicas
        self.operations = operations
    }

    /// What is aimed at, in milliseconds: for the ninety-ninth percentile of what single
    /// operations take, and for the end of a split; nil where there is no aim.
    package var aimMilliseconds: Double? {
        switch kind {
        case .quiet: 50
        case .loss: 250
        case .busy: nil
        case .split: 2_000
        }
    }

    /// How many frames of ten thousand are lost.
    package var lossPerTenThousand: Int { kind == .loss ? 100 : 0 }

    /// From one operation to the next.
    var pauseMicroseconds: UInt64 {
        switch kind {
        // Long enough for each to travel alone.
        case .quiet, .loss: 1_000_000
        case .busy: 3_000_000 / UInt64(max(1, replicas))
        case .split: Self.splitMicroseconds / UInt64(max(1, operations))
        }
    }

    /// The length of a partition, in which the operations are spread evenly.
    static let splitMicroseconds: UInt64 = 120_000_000

    /// How often some operation has to come to some replica.
    package var receipts: Int { operations * (replicas - 1) }
}

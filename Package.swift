// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours shares: the strict language mode, and warnings that stop the build.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let arguments: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")

let heap: Target.Dependency = .product(name: "HeapModule", package: "swift-collections")

let package = Package(
    name: "nexstage",
    products: [
        .executable(name: "nexstage-peer", targets: ["nexstage-peer"]),
        .library(name: "NexStage", targets: ["CRDT", "Replica", "Gossip", "Transport"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections.git", from: "1.6.0"),
    ],
    targets: [
        // Leaves.
        .target(name: "CRDT", swiftSettings: strict),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(
            name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(
            name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .target(name: "Randomness", swiftSettings: strict),
        // Programmes of events, in the formats that others publish them in.
        .target(name: "Schedule", dependencies: ["CExpat"], swiftSettings: strict),
        .target(name: "SQLite", dependencies: ["CSQLite"], swiftSettings: strict),
        .target(name: "Sodium", dependencies: ["CSodium"], swiftSettings: strict),

        // The engine: what a replica holds, and what two replicas say to each other.
        .target(
            name: "Replica", dependencies: ["CRDT", "SQLite", "Sodium", "Schedule"],
            swiftSettings: strict),
        .target(name: "Gossip", dependencies: ["CRDT"], swiftSettings: strict),
        .target(
            name: "Transport", dependencies: ["CRDT", "Gossip", nioCore, nioPosix],
            swiftSettings: strict),

        // The proof: a disk that fails on command, a model that shares no code with the engine, and
        // a simulator that runs whole events from one seed.
        .target(name: "CFaultVFS", dependencies: ["CSQLite"]),
        .target(name: "NaiveModel", swiftSettings: strict),
        .target(
            name: "Simulator",
            dependencies: [
                "CRDT", "Replica", "Gossip", "SQLite", "Sodium", "CFaultVFS", "NaiveModel",
                "Randomness", heap,
            ],
            swiftSettings: strict),

        // Tools around it.
        .target(
            name: "Lab",
            dependencies: ["CRDT", "Replica", "SQLite", "Sodium", "Randomness", nioCore, nioPosix],
            swiftSettings: strict),
        .executableTarget(
            name: "nexstage-peer",
            dependencies: [
                "CRDT", "Replica", "Gossip", "Transport", "Lab", "Simulator", "Sodium", arguments,
            ],
            swiftSettings: strict),

        .testTarget(name: "CRDTTests", dependencies: ["CRDT"], swiftSettings: strict),
        .testTarget(
            name: "RandomnessTests", dependencies: ["Randomness"], swiftSettings: strict),
        .testTarget(name: "SQLiteTests", dependencies: ["SQLite"], swiftSettings: strict),
        .testTarget(
            name: "NaiveModelTests", dependencies: ["NaiveModel"], swiftSettings: strict),
        // What the simulator and the model check prove.
        .testTarget(
            name: "SimulatorTests",
            dependencies: [
                "CRDT", "Replica", "Gossip", "SQLite", "Simulator", "CFaultVFS", "NaiveModel",
                "Randomness",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ModelCheckTests",
            dependencies: ["CRDT", "Replica", "SQLite", "Sodium", "Randomness"],
            swiftSettings: strict),
        .testTarget(
            name: "ScheduleTests", dependencies: ["Schedule", "Randomness"],
            swiftSettings: strict),
        .testTarget(name: "SodiumTests", dependencies: ["Sodium"], swiftSettings: strict),
        .testTarget(
            name: "ReplicaTests", dependencies: ["CRDT", "Replica", "SQLite", "Sodium"],
            swiftSettings: strict),
        .testTarget(name: "GossipTests", dependencies: ["CRDT", "Gossip"], swiftSettings: strict),
        .testTarget(
            name: "TransportTests",
            dependencies: ["CRDT", "Gossip", "Transport", nioCore, nioPosix, nioEmbedded],
            swiftSettings: strict),
        .testTarget(
            name: "LabTests",
            dependencies: ["CRDT", "Replica", "Lab", "Randomness", nioCore, nioPosix],
            swiftSettings: strict),
        // Runs the built program as its users do: processes, sockets, signals.
        .testTarget(
            name: "PeerTests", dependencies: ["CRDT", "Replica", "Lab", "Randomness"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

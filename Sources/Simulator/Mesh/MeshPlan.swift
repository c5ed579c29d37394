import CRDT
import Randomness

/// Writes the plan of one case: every guest comes once, so that every operation is an admission and
/// a delta of its own, as gates write them.
struct MeshPlan {
    private let mesh: MeshCase
    private var generator: SeededGenerator
    private var steps: [PlannedStep] = []

    /// When it begins to be measured.
    ///
    /// Before, every replica lets a guest in, so that each has a log; then it is quiet.
    static let beginMicroseconds: UInt64 = 20_000_000
    private static let openingMicroseconds: UInt64 = 10_000_000
    /// Time for the last operation of a spread to come through.
    private static let marginMicroseconds: UInt64 = 5_000_000

    /// The plan of a case.
    static func plan(_ mesh: MeshCase, seed: UInt64) -> SimulationPlan {
        var writer = MeshPlan(
            mesh: mesh, generator: SeededGenerator(seed: SeededGenerator.derivedSeed(seed, 8)))
        return writer.write(seed: seed)
    }

    private mutating func write(seed: UInt64) -> SimulationPlan {
        var quality = LinkQuality.wirelessLAN
        quality.lossPerTenThousand = mesh.lossPerTenThousand
        writeOpening()
        let end = mesh.kind == .split ? writeSplit() : writeSpread()
        return SimulationPlan(
            seed: seed, replicas: (0..<mesh.replicas).map(Self.replica),
            guests: mesh.replicas + mesh.operations,
            microseconds: end, quality: quality, dials: mesh.replicas, policy: .reentry,
            steps: steps.sorted { ($0.microseconds, $0.id) < ($1.microseconds, $1.id) },
            comparesWithModel: false, hasChores: mesh.kind == .split)
    }

    private static func replica(_ index: Int) -> SimulationPlan.ReplicaPlan {
        SimulationPlan.ReplicaPlan(
            role: index == 0 ? .authority : .station, clockOffsetMilliseconds: 0,
            clockDriftPartsPerMillion: 0)
    }

    private mutating func writeOpening() {
        for guest in 0..<mesh.replicas {
            add(
                .scan(guest: guest),
                at: UInt64(generator.below(Int(Self.openingMicroseconds))), node: guest)
        }
    }

    /// Any replica, at any moment of the first half of each pause.
    private mutating func writeSpread() -> UInt64 {
        for guest in 0..<mesh.operations {
            let moment = UInt64(generator.below(Int(mesh.pauseMicroseconds / 2) + 1))
            add(
                .scan(guest: mesh.replicas + guest),
                at: Self.beginMicroseconds + UInt64(guest) * mesh.pauseMicroseconds + moment,
                node: generator.below(mesh.replicas))
        }
        return Self.beginMicroseconds + UInt64(mesh.operations) * mesh.pauseMicroseconds
            + Self.marginMicroseconds
    }

    /// Every second replica stands on the other side; nobody is told that the links are dead.
    private mutating func writeSplit() -> UInt64 {
        let length = MeshCase.splitMicroseconds
        add(
            .fault(
                .partition(sides: 0xAAAA_AAAA_AAAA_AAAA, isSilent: true, microseconds: length)),
            at: Self.beginMicroseconds, node: 0)
        for guest in 0..<mesh.operations {
            let side = guest % 2
            let members = (mesh.replicas + 1 - side) / 2
            add(
                .scan(guest: mesh.replicas + guest),
                at: Self.beginMicroseconds + UInt64(guest) * mesh.pauseMicroseconds,
                node: generator.below(members) * 2 + side)
        }
        return Self.beginMicroseconds + length
    }

    private mutating func add(_ action: PlannedStep.Action, at microseconds: UInt64, node: Int) {
        steps.append(
            PlannedStep(
                id: steps.count, microseconds: microseconds, node: node, action: action,
                seed: generator.next()))
    }
}

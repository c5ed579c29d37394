import Simulator

/// What one case came to, for programs; times in milliseconds, the median of the seeds.
struct MeshDocument: Encodable {
    let kind: String
    let replicas: Int
    let operations: Int
    let lossPerTenThousand: Int
    let seeds: Int
    let aimMilliseconds: Double?
    let isMet: Bool?
    let figures: [Figure]

    /// One figure over all seeds.
    struct Figure: Encodable {
        let name: String
        let median: Double
        let smallest: Double
        let largest: Double
    }

    enum CodingKeys: String, CodingKey {
        case kind, replicas, operations, seeds, figures
        case lossPerTenThousand = "loss_per_ten_thousand"
        case aimMilliseconds = "aim_milliseconds"
        case isMet = "is_met"
    }

    init(_ tally: MeshTally) {
        kind = tally.mesh.kind.rawValue
        replicas = tally.mesh.replicas
        operations = tally.mesh.operations
        lossPerTenThousand = tally.mesh.lossPerTenThousand
        seeds = tally.samples.count
        aimMilliseconds = tally.mesh.aimMilliseconds
        isMet = tally.isMet
        figures = tally.figures.map { figure in
            Figure(
                name: figure.name, median: figure.spread.median, smallest: figure.spread.smallest,
                largest: figure.spread.largest)
        }
    }
}

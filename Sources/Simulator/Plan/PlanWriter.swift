import CRDT
import Randomness

/// Draws a plan from a seed.
struct PlanWriter {
    private var generator: SeededGenerator
    private let options: SimulationOptions
    private var steps: [PlannedStep] = []
    private var walkIns = 0

    private let replicaCount: Int
    private let guests: Int
    private let microseconds: UInt64

    init(seed: UInt64, options: SimulationOptions) {
        var generator = SeededGenerator(seed: seed)
        // Small, so that a few troubles meet few operations: most bugs need no more, and many small
        // events find more of them in the same time than few large ones.
        replicaCount = options.replicas ?? generator.pick([2, 2, 3, 3, 3, 4, 5]) ?? 3
        guests = options.guests ?? 3 + generator.below(8)
        let minutes = Double(2 + generator.below(5))
        microseconds = UInt64((options.hours.map { $0 * 60 } ?? minutes) * 60_000_000)
        self.generator = generator
        self.options = options
    }

    /// The plan of a seed.
    static func plan(seed: UInt64, options: SimulationOptions) -> SimulationPlan {
        var writer = PlanWriter(seed: seed, options: options)
        return writer.write(seed: seed)
    }

    private mutating func write(seed: UInt64) -> SimulationPlan {
        let replicas = (0..<replicaCount).map { replica($0) }
        let quality = quality()
        let policies: [AdmissionPolicy] = [.reentry, .reentry, .reentry, .single]
        let policy = generator.pick(policies) ?? .reentry
        let dials = replicaCount <= 8 ? replicaCount : 6 + generator.below(6)
        writeGuests()
        writeOffice()
        writeFaults()
        let sorted = steps.sorted { ($0.microseconds, $0.id) < ($1.microseconds, $1.id) }
        return SimulationPlan(
            seed: seed, replicas: replicas, guests: guests, microseconds: microseconds,
            quality: quality, dials: dials, policy: policy, steps: sorted,
            comparesWithModel: options.comparesWithModel)
    }

    private mutating func replica(_ index: Int) -> SimulationPlan.ReplicaPlan {
        let roles: [Role] = [.station, .station, .station, .organiser, .coordinator, .observer]
        let drawn = generator.pick(roles) ?? .station
        let isWrong = options.faults.contains(.clock)
        let offset = Int64(generator.below(4_000)) - 2_000
        let drift = Int64(generator.below(400)) - 200
        return SimulationPlan.ReplicaPlan(
            role: index == 0 ? .authority : index == 1 ? .organiser : drawn,
            clockOffsetMilliseconds: isWrong ? offset : 0,
            clockDriftPartsPerMillion: isWrong ? drift : 0)
    }

    private mutating func quality() -> LinkQuality {
        var quality = LinkQuality.lan
        let loss = [0, 0, 20, 100, 500][generator.below(5)]
        let duplicates = [0, 50, 300][generator.below(3)]
        let reorders = [0, 50, 300][generator.below(3)]
        let latency = [300...3_000, 300...3_000, 5_000...40_000, 50_000...400_000][
            generator.below(4)]
        guard options.faults.contains(.frames) else { return quality }
        quality.lossPerTenThousand = loss
        quality.duplicatePerTenThousand = duplicates
        quality.reorderPerTenThousand = reorders
        quality.latencyMicroseconds = latency
        return quality
    }

    private mutating func add(
        _ action: PlannedStep.Action, at microseconds: UInt64, node: Int? = nil
    ) {
        let place = generator.below(replicaCount)
        steps.append(
            PlannedStep(
                id: steps.count, microseconds: min(microseconds, self.microseconds),
                node: node ?? place, action: action, seed: generator.next()))
    }

    private mutating func time() -> UInt64 {
        UInt64(Double(microseconds) * generator.nextShare())
    }

    // MARK: - Guests

    /// Two thirds come in the first seventh of the time, as at a congress whose doors open at
    /// eight and whose first talk is at half past.
    private mutating func arrival() -> UInt64 {
        let share = generator.nextShare()
        return UInt64(
            Double(microseconds)
                * (generator.chance(percent: 65) ? share / 7 : 1.0 / 7 + share * 6 / 7))
    }

    private mutating func writeGuests() {
        for guest in 0..<guests where generator.chance(percent: 92) {
            var at = arrival()
            let gate = generator.below(replicaCount)
            add(.scan(guest: guest), at: at, node: gate)
            // Scanned again by a hasty hand, or the ticket goes to a friend at another door.
            if generator.chance(percent: 7) {
                add(.scan(guest: guest), at: at + UInt64(generator.below(8_000_000)), node: gate)
            }
            if generator.chance(percent: 9) {
                add(.scan(guest: guest), at: at + UInt64(generator.below(240_000_000)))
            }
            while generator.chance(percent: 22) {
                at += UInt64(generator.below(Int(microseconds / 3) + 1))
                add(.leave(guest: guest), at: at)
                guard generator.chance(percent: 60) else { break }
                at += UInt64(generator.below(Int(microseconds / 4) + 1))
                add(.scan(guest: guest), at: at)
            }
        }
        for _ in 0..<(1 + guests / 12) where generator.chance(percent: 60) {
            let number = walkIns
            walkIns += 1
            let at = arrival()
            add(.walkIn(number: number), at: at)
            // Registered at two doors with one CPF, often before either heard of the other.
            guard generator.chance(percent: 40) else { continue }
            let again = at + UInt64(generator.below(300_000))
            add(.walkIn(number: number), at: generator.chance(percent: 60) ? again : arrival())
        }
    }

    // MARK: - What the office does

    private mutating func writeOffice() {
        let count = 2 + guests / 8
        for _ in 0..<count {
            let guest = generator.below(guests)
            let other = generator.below(guests)
            switch generator.below(12) {
            case 0, 1: add(.undo, at: time())
            case 2:
                let at = time()
                add(.cancel(guest: guest), at: at)
                if generator.chance(percent: 50) {
                    add(
                        .reactivate(guest: guest), at: at + UInt64(generator.below(300_000_000)))
                }
            case 3, 4, 5: writeAtOnce(.edit(guest: guest))
            case 6: add(.join(guest: guest, other: other), at: time(), node: 1)
            case 7: add(.split(guest: guest, other: other), at: time(), node: 0)
            case 8, 9: add(.settings, at: time(), node: generator.below(2))
            default: add(.resolve, at: time())
            }
        }
    }

    /// Two people change one thing, each before hearing of the other.
    private mutating func writeAtOnce(_ action: PlannedStep.Action) {
        let at = time()
        add(action, at: at)
        if generator.chance(percent: 60) { add(action, at: at + UInt64(generator.below(30_000))) }
    }

    // MARK: - Faults

    private mutating func writeFaults() {
        let kinds = FaultKind.allCases.filter { $0 != .frames && options.faults.contains($0) }
        guard !kinds.isEmpty else { return }
        // Not everything at once: a day of an event has its own few troubles.
        let mix = (0..<(1 + generator.below(4))).compactMap { _ in generator.pick(kinds) }
        let hours = max(1, Int(microseconds / 3_600_000_000))
        for kind in mix {
            for _ in 0..<min(hours, 12) { writeFault(kind) }
        }
    }

    private mutating func pause(_ maximumSeconds: Int) -> UInt64 {
        UInt64(1_000_000 + generator.below(maximumSeconds * 1_000_000))
    }

    private mutating func writeFault(_ kind: FaultKind) {
        let at = time()
        switch kind {
        case .frames: return
        case .partition:
            let sides = generator.next()
            let isSilent = generator.chance(percent: 50)
            add(
                .fault(
                    .partition(sides: sides, isSilent: isSilent, microseconds: pause(300))), at: at)
        case .oneWay:
            let other = generator.below(replicaCount)
            add(.fault(.oneWay(to: other, microseconds: pause(300))), at: at)
        case .slow:
            let rate = 1 + generator.below(60)
            add(.fault(.slow(bytesPerMillisecond: rate, microseconds: pause(300))), at: at)
        case .kill: add(.fault(.kill(downMicroseconds: pause(90))), at: at)
        case .power:
            let writes = 1 + generator.below(40)
            add(.fault(.powerCut(writes: writes, downMicroseconds: pause(90))), at: at)
        case .fsync: add(.fault(.failedSyncs(1 + generator.below(3))), at: at)
        case .full: add(.fault(.fullDisk(microseconds: pause(120))), at: at)
        case .clock:
            // Up to a minute: as far as clocks move each other; or up to an hour.
            let reach = generator.chance(percent: 50) ? 60_000 : 3_600_000
            let jump = Int64(generator.below(2 * reach)) - Int64(reach)
            add(.fault(.clockJump(milliseconds: jump)), at: at)
        case .restore, .rollback: writeReturn(kind, at: at)
        case .clone: add(.fault(.clone), at: at)
        case .membership: writeMembership(at: at)
        case .hostile: add(.fault(.trespass), at: at)
        case .lie: add(.fault(.lyingDrive), at: at / 2)
        case .corrupt:
            let percent = 1 + generator.below(30)
            add(.fault(.corrupt(percent: percent, microseconds: pause(300))), at: at)
        }
    }

    private mutating func writeReturn(_ kind: FaultKind, at: UInt64) {
        let node = generator.below(replicaCount)
        let back = at + pause(400)
        let down = pause(30)
        add(.fault(.backUp), at: at, node: node)
        add(
            .fault(
                kind == .restore
                    ? .restore(downMicroseconds: down) : .rollBack(downMicroseconds: down)),
            at: back, node: node)
    }

    private mutating func writeMembership(at: UInt64) {
        guard generator.chance(percent: 60), replicaCount > 2 else {
            add(.fault(.joining), at: at)
            return
        }
        let node = 2 + generator.below(replicaCount - 2)
        add(.fault(.revoke), at: at, node: node)
        if generator.chance(percent: 50) { add(.fault(.adopt), at: at + pause(300), node: node) }
    }
}

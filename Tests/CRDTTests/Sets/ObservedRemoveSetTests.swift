import CRDT
import Testing

@Suite struct ObservedRemoveSetTests {
    private typealias Names = ObservedRemoveSet<String>

    @Test func aConcurrentAdditionSurvivesARemoval() {
        var set = Names()
        set.add("ana", at: .sample(1, 1), permission: .permitted)
        set.remove([.sample(1, 1)], at: .sample(2, 1), permission: .permitted)
        #expect(!set.contains("ana"))
        set.add("ana", at: .sample(3, 1), permission: .permitted)
        #expect(set.effectiveDots(of: "ana") == [.sample(3, 1)])
        #expect(set.state(of: .sample(1, 1)) == .removed(by: .sample(2, 1)))
        #expect(set.allDots(of: "ana") == [.sample(1, 1), .sample(3, 1)])
    }

    @Test func aRemovalBeforeItsAdditionWaits() {
        var set = Names()
        set.remove([.sample(1, 1)], at: .sample(2, 1), permission: .permitted)
        #expect(set.state(of: .sample(1, 1)) == .unknown)
        #expect(set.parkedRemovals == [.sample(2, 1)])
        set.add("ana", at: .sample(1, 1), permission: .permitted)
        #expect(set.state(of: .sample(1, 1)) == .removed(by: .sample(2, 1)))
        #expect(set.parkedRemovals == [])
    }

    @Test func quarantineComesAndGoes() {
        var set = Names()
        set.add("ana", at: .sample(1, 1), permission: .permitted)
        set.remove([.sample(1, 1)], at: .sample(2, 1), permission: .revoked)
        set.remove([.sample(1, 1)], at: .sample(3, 1), permission: .permitted)
        #expect(set.state(of: .sample(1, 1)) == .removed(by: .sample(3, 1)))
        set.setPermission(.permitted, of: .sample(2, 1))
        #expect(set.state(of: .sample(1, 1)) == .removed(by: .sample(2, 1)))
        #expect(set.effectiveRemovers(of: .sample(1, 1)) == [.sample(2, 1), .sample(3, 1)])
        set.setPermission(.revoked, of: .sample(2, 1))
        set.setPermission(.revoked, of: .sample(3, 1))
        #expect(set.state(of: .sample(1, 1)) == .effective)
        set.setPermission(.notPermitted, of: .sample(1, 1))
        #expect(set.state(of: .sample(1, 1)) == .quarantined(.notPermitted))
        #expect(set.effectiveDots == [])
        set.setPermission(.permitted, of: .sample(9, 9))
        #expect(set.state(of: .sample(9, 9)) == .unknown)
    }

    @Test func listingsAreSorted() {
        var set = Names()
        for number in [3, 1, 2] as [UInt64] {
            set.add("n\(number)", at: .sample(number, 1), permission: .permitted)
        }
        set.remove([.sample(2, 1)], at: .sample(9, 1), permission: .permitted)
        #expect(set.effective.map(\.element) == ["n1", "n3"])
        #expect(set.removed.map(\.dot) == [.sample(2, 1)])
        #expect(set.removed.map(\.by) == [.sample(9, 1)])
    }

    @Test func mergingIsCommutativeAssociativeAndIdempotent() {
        for seed in 0..<UInt64(Scale.cases(5000)) {
            var random = SplitMix64(seed: seed)
            let steps = (0..<random.int(5...30)).map { step(UInt64($0), &random) }
            let (a, b, c) = (
                part(of: steps, &random), part(of: steps, &random), part(of: steps, &random)
            )
            #expect(merged(a, b) == merged(b, a), "seed \(seed)")
            #expect(merged(merged(a, b), c) == merged(a, merged(b, c)), "seed \(seed)")
            #expect(merged(a, a) == a, "seed \(seed)")
            #expect(merged(merged(a, b), b) == merged(a, b), "seed \(seed)")
            let whole = steps.reduce(into: Names()) { $1.apply(to: &$0) }
            let shuffled = steps.shuffled(using: &random).reduce(into: Names()) {
                $1.apply(to: &$0)
                $1.apply(to: &$0)
            }
            #expect(whole == shuffled, "seed \(seed)")
            #expect(merged(whole, a) == whole, "seed \(seed)")
            #expect(merged(Names(), a) == a, "seed \(seed)")
        }
    }

    /// An addition or a removal.
    private struct Step {
        var dot: Dot
        var element: String?
        var targets: [Dot]
        var permission: Permission

        func apply(to set: inout Names) {
            if let element {
                set.add(element, at: dot, permission: permission)
            } else {
                set.remove(targets, at: dot, permission: permission)
            }
        }
    }

    private func step(_ number: UInt64, _ random: inout SplitMix64) -> Step {
        Step(
            dot: .sample(number % 4, number / 4 + 1),
            element: random.oneIn(2) ? "abc".map(String.init)[random.int(0...2)] : nil,
            targets: (0..<random.int(0...3)).map { _ in
                let target = random.number(0...30)
                return .sample(target % 4, target / 4 + 1)
            }, permission: random.oneIn(4) ? .revoked : .permitted)
    }

    private func part(of steps: [Step], _ random: inout SplitMix64) -> Names {
        steps.filter { _ in random.oneIn(2) }.reduce(into: Names()) { $1.apply(to: &$0) }
    }

    private func merged(_ one: Names, _ other: Names) -> Names {
        var result = one
        result.merge(other)
        return result
    }
}

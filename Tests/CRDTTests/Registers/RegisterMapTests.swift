import CRDT
import Testing

@Suite struct RegisterMapTests {
    private let key = RegisterKey(.space, .name)
    private let other = RegisterKey(.space, .capacity)

    @Test func whatAQuarantinedWriteOverwroteComesBack() {
        var map = RegisterMap()
        map.add(write(1), to: key, permission: .permitted)
        map.add(write(2, over: [1]), to: key, permission: .permitted)
        #expect(shown(map) == [2])
        map.setPermission(.revoked, of: .sample(2, 1))
        #expect(shown(map) == [1])
        map.setPermission(.permitted, of: .sample(2, 1))
        #expect(shown(map) == [2])
    }

    @Test func registersDoNotReachIntoEachOther() {
        var map = RegisterMap()
        map.add(write(1), to: key, permission: .permitted)
        map.add(write(2, over: [1]), to: other, permission: .permitted)
        #expect(shown(map) == [1])
        #expect(map.undominated == [.sample(1, 1), .sample(2, 1)])
        #expect(map.cell(RegisterKey(.space, .policy)) == RegisterCell())
    }

    @Test func mergingIsCommutativeAssociativeAndIdempotent() {
        for seed in 0..<UInt64(Scale.cases(3000)) {
            var random = SplitMix64(seed: seed)
            let writes = (1...UInt64(random.int(2...15))).map { number in
                (
                    write(number, over: number > 1 ? [random.number(1...number - 1)] : []),
                    random.oneIn(3) ? other : key,
                    random.oneIn(4) ? Permission.revoked : .permitted
                )
            }
            func part() -> RegisterMap {
                writes.shuffled(using: &random).filter { _ in random.oneIn(2) }
                    .reduce(into: RegisterMap()) { $0.add($1.0, to: $1.1, permission: $1.2) }
            }
            let (a, b, c) = (part(), part(), part())
            #expect(merged(a, b) == merged(b, a), "seed \(seed)")
            #expect(merged(merged(a, b), c) == merged(a, merged(b, c)), "seed \(seed)")
            #expect(merged(a, a) == a, "seed \(seed)")
        }
    }

    private func shown(_ map: RegisterMap) -> [UInt64] {
        map.cell(key).antichain.map(\.dot.author.low)
    }

    private func merged(_ one: RegisterMap, _ another: RegisterMap) -> RegisterMap {
        var result = one
        result.merge(another)
        return result
    }

    private func write(_ number: UInt64, over: [UInt64] = []) -> RegisterCell.Write {
        RegisterCell.Write(
            dot: .sample(number, 1), time: HybridTimestamp(milliseconds: number), value: [1],
            overwrites: over.map { .sample($0, 1) })
    }
}

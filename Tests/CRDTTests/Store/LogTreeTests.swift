import CRDT
import Testing

/// Where runs belong in a tree of lines, and what names mean there.
@Suite struct LogTreeTests {
    /// Chains of numbers: a delta's hash is the hash of the chain up to it.
    private struct Chains {
        private(set) var tree = LogTree(lines: [
            LogTree.Line(
                id: .sample(0), parent: nil, branch: nil, ordinals: (1, 0), sequences: (1, 0))
        ])
        private var hashes: [AuthorID: [Hash256]] = [:]

        static func hashes(of chain: [UInt64]) -> [Hash256] {
            var seed: UInt64 = 7
            return chain.map { number in
                seed = seed &* 6_364_136_223_846_793_005 &+ number &+ 1
                return Hash256(words: (seed, 0, 0, number))
            }
        }

        /// Adds a whole chain as a store would, splitting lines where the tree says so.
        mutating func add(_ chain: [UInt64]) {
            let run = Self.hashes(of: chain)
            let placement = tree.place(run, on: .sample(0), after: 0) { id, ordinals in
                guard let line = tree.line(id), let held = hashes[id] else { return [] }
                return ordinals.map { held[Int($0 - line.firstOrdinal)] }
            }
            switch placement {
            case .held: break
            case .append(let id, let index): hashes[id, default: []] += run[index...]
            case .part(let id, let ordinal, let index):
                split(id, after: ordinal)
                hashes[AuthorID.branch(run[index])] = Array(run[index...])
                parents[AuthorID.branch(run[index])] = id
            }
            rebuild()
        }

        private var parents: [AuthorID: AuthorID] = [:]

        private mutating func split(_ id: AuthorID, after ordinal: UInt64) {
            guard let line = tree.line(id), let held = hashes[id], ordinal < line.lastOrdinal
            else { return }
            let kept = Int(ordinal + 1 - line.firstOrdinal)
            let rest = AuthorID.branch(held[kept])
            for (child, parent) in parents where parent == id { parents[child] = rest }
            parents[rest] = id
            hashes[rest] = Array(held[kept...])
            hashes[id] = Array(held[..<kept])
        }

        /// One operation a delta, so that sequences are ordinals.
        private mutating func rebuild() {
            func start(_ id: AuthorID) -> UInt64 {
                guard let parent = parents[id] else { return 1 }
                return start(parent) + UInt64(hashes[parent]?.count ?? 0)
            }
            let ids = Set(hashes.keys).union([.sample(0)])
            tree = LogTree(
                lines: ids.map { id in
                    let first = start(id)
                    let last = first + UInt64(hashes[id]?.count ?? 0) - 1
                    return LogTree.Line(
                        id: id, parent: parents[id],
                        branch: parents[id] == nil ? nil : hashes[id]?.first,
                        ordinals: (first, last), sequences: (first, last))
                })
        }
    }

    private func tree(_ chains: [[UInt64]]) -> LogTree {
        var grown = Chains()
        for chain in chains { grown.add(chain) }
        return grown.tree
    }

    private func branch(_ chain: [UInt64]) -> AuthorID {
        .branch(Chains.hashes(of: chain).last ?? .sample(0))
    }

    @Test func aLogThatOnlyGrowsIsOneLine() {
        let tree = tree([[1], [1, 2], [1, 2, 3], [1, 2]])
        #expect(tree.lines.map(\.lastOrdinal) == [3])
    }

    @Test func partingsMayLieBelowOthersAndInBranches() {
        let tree = tree([[1, 2, 3, 4], [1, 2, 3, 5], [1, 2, 3, 5, 6], [1, 9], [1, 2, 3, 5, 7]])
        #expect(tree.lines.count == 7)
        #expect(tree.line(.sample(0))?.lastOrdinal == 1)
        let middle = branch([1, 2])
        #expect(tree.line(middle)?.lastOrdinal == 3)
        #expect(
            tree.path(to: branch([1, 2, 3, 5, 7]))
                == [.sample(0), middle, branch([1, 2, 3, 5]), branch([1, 2, 3, 5, 7])])
        #expect(tree.children(of: middle).count == 2)
        #expect(tree.descendants(of: .sample(0)).count == 6)
    }

    @Test func everyOrderMakesTheSameTree() {
        for seed in 0..<UInt64(Scale.cases(2000)) {
            var random = SplitMix64(seed: seed)
            let chains = (0..<random.int(2...7)).map { _ in
                (0..<random.int(1...5)).map { _ in random.number(0...1) }
            }
            let one = tree(chains)
            #expect(one == tree(chains.shuffled(using: &random)), "seed \(seed)")
            // Where something parts there are at least two ways to go on.
            for line in one.lines {
                let count = one.children(of: line.id).count
                #expect(count != 1, "seed \(seed)")
            }
            let deltas = Set(chains.flatMap { Chains.hashes(of: $0) }).count
            let held = one.lines.reduce(0) { $0 + $1.lastOrdinal + 1 - $1.firstOrdinal }
            #expect(held == UInt64(deltas), "seed \(seed)")
        }
    }

    @Test func namesFollowTheNamersPathAndElseMayMeanAny() {
        let tree = tree([[1, 2, 3], [1, 2, 4, 5], [1, 6, 7, 8]])
        let (middle, three, four) = (branch([1, 2]), branch([1, 2, 3]), branch([1, 2, 4]))
        let six = branch([1, 6])
        let outside = AuthorID.sample(99)
        func meaning(_ id: AuthorID, _ sequence: UInt64, _ namer: AuthorID) -> LogTree.Namesake {
            tree.namesake(of: id, sequence: sequence, from: namer)
        }
        #expect(meaning(.sample(0), 1, outside) == .one(.sample(0)))
        #expect(meaning(.sample(0), 2, outside) == .any([middle, six].sorted()))
        #expect(meaning(.sample(0), 3, outside) == .any([three, four, six].sorted()))
        #expect(meaning(.sample(0), 4, outside) == .any([four, six].sorted()))
        #expect(meaning(.sample(0), 9, outside) == .any([]))
        #expect(meaning(middle, 3, outside) == .any([three, four].sorted()))
        #expect(meaning(middle, 1, outside) == .one(middle), "a branch has no such operation")
        #expect(meaning(six, 9, outside) == .one(six), "it may still come")
        #expect(meaning(.sample(0), 2, three) == .one(middle))
        #expect(meaning(.sample(0), 3, three) == .one(three))
        #expect(meaning(.sample(0), 3, six) == .one(six))
        #expect(meaning(middle, 3, four) == .one(four))
        #expect(meaning(outside, 3, four) == .one(outside))
    }
}

extension AuthorID {
    /// A stand-in for the hash that names a branch.
    fileprivate static func branch(_ hash: Hash256) -> AuthorID {
        AuthorID(high: hash.words.0, low: hash.words.3)
    }
}

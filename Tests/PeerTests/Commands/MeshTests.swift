import Testing

@Suite("simulate mesh")
struct MeshTests {
    let scratch: Scratch
    let device: Device

    init() throws {
        scratch = try Scratch()
        device = Device("desk", in: scratch)
    }

    static let small = [
        "simulate", "mesh", "--replicas", "5", "--operations", "3", "--split-replicas", "3",
        "--split-operations", "20", "--seeds", "2", "--seed", "the-commit",
    ]

    @Test("the same seeds in two processes give the same figures, and other seeds others")
    func deterministic() throws {
        let first = try device.run(Self.small + ["--json", "--jobs", "1"])
        let second = try device.run(Self.small + ["--json", "--jobs", "2"])
        #expect(first.status == 0)
        #expect(first.out == second.out)
        let other = try device.run(Self.small.dropLast() + ["another", "--json"])
        #expect(other.status == 0)
        #expect(first.out != other.out)
        let cases = try first.json().items
        #expect(cases.compactMap(\.["kind"].text) == ["quiet", "loss", "busy", "split"])
        #expect(cases.compactMap(\.["replicas"].int) == [5, 5, 5, 3])
        #expect(cases.compactMap(\.["operations"].int) == [3, 3, 15, 40])
        #expect(cases.allSatisfy { $0["seeds"].int == 2 })
        #expect(cases[0]["is_met"].bool == true)
        #expect(cases[2]["aim_milliseconds"].int == nil)
    }

    @Test("the tables say what is aimed at, in both languages")
    func tables() throws {
        let arguments = Self.small + ["--cases", "quiet,split"]
        let english = try device.run(arguments)
        #expect(english.status == 0)
        #expect(english.out.contains("| 5, nothing lost | **"))
        #expect(english.out.contains("| ≤ 50 | **1.00** (1.00–1.00) |"))
        #expect(english.out.contains("| 3 | 2 × 20 | **"))
        #expect(!english.out.contains("1 % of frames lost"))
        device.variables["NEXSTAGE_LANG"] = "pt"
        let portuguese = try device.run(arguments)
        #expect(portuguese.out.contains("| 5, nada se perde | **"))
        #expect(portuguese.out.contains("| ≤ 50 | **1,00** (1,00–1,00) |"))
    }

    @Test(
        "wrong usage exits 2",
        arguments: [
            ["--replicas", "1"], ["--operations", "0"], ["--split-replicas", "201"],
            ["--split-operations", "20001"], ["--cases", "quiet,loud"], ["--cases", ""],
            ["--seeds", "0"], ["--jobs", "0"],
        ])
    func wrongUsage(_ arguments: [String]) throws {
        let outcome = try device.run(["simulate", "mesh"] + arguments)
        #expect(outcome.status == 2)
        #expect(outcome.out.isEmpty)
        #expect(!outcome.err.isEmpty)
    }
}

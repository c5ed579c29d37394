import Testing

@Suite("simulate")
struct SimulateTests {
    let scratch: Scratch
    let device: Device

    init() throws {
        scratch = try Scratch()
        device = Device("desk", in: scratch)
    }

    @Test("the same seeds in two processes tell the same story")
    func deterministic() throws {
        let arguments = ["simulate", "--seed", "the-commit", "--seeds", "6", "--json"]
        let first = try device.run(arguments + ["--jobs", "1"])
        let second = try device.run(arguments + ["--jobs", "2"])
        #expect(first.status == 0)
        #expect(try first.json()["digest"].text == second.json()["digest"].text)
        #expect(try first.json()["digest"].text?.count == 16)
        #expect(try first.json()["operations"].int == second.json()["operations"].int)
        let other = try device.run(["simulate", "--seed", "another", "--seeds", "6", "--json"])
        #expect(try first.json()["digest"].text != other.json()["digest"].text)
    }

    @Test("a story is told in words")
    func trace() throws {
        let outcome = try device.run(["simulate", "--seed", "5", "--trace"])
        #expect(outcome.status == 0)
        #expect(outcome.out.contains("the doors open"))
        #expect(outcome.out.contains("everybody holds the same"))
    }

    @Test("what is found is named, with the line that replays it and the smallest plan")
    func failure() throws {
        let outcome = try device.run(
            ["simulate", "--seed", "1", "--seeds", "4", "--faults", "lie", "--jobs", "1"])
        #expect(outcome.status == 1)
        #expect(outcome.out.contains("durability: "))
        #expect(outcome.out.contains("nexstage-peer simulate --seed "))
        #expect(outcome.out.contains("--faults lie --trace"))
        #expect(outcome.err.contains("its drive lies"))
    }

    @Test(
        "wrong usage exits 2",
        arguments: [
            ["--replicas", "1"], ["--replicas", "201"], ["--guests", "0"], ["--hours", "0"],
            ["--hours", "nan"], ["--faults", "gremlins"], ["--seeds", "0"], ["--jobs", "0"],
            ["--seed", ""], ["--hours", "49"],
        ])
    func wrongUsage(_ arguments: [String]) throws {
        let outcome = try device.run(["simulate"] + arguments)
        #expect(outcome.status == 2)
        #expect(outcome.out.isEmpty)
        #expect(!outcome.err.isEmpty)
    }
}

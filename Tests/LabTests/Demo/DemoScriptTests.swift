import Lab
import Testing

/// The demo's script: what it counts must follow from what it does.
@Suite struct DemoScriptTests {
    private static func guests(_ count: Int) -> [DemoGuest] {
        (0..<count).map { DemoGuest(person: "p\($0)", name: nil, ticket: "T-\($0)") }
    }

    /// Who enters where, by a plain replay of the steps.
    private struct Replay {
        /// Replicas at which a person has an entry that counts, with repetitions.
        var entries: [String: [Int]] = [:]
        var left: Set<String> = []
        var cancelled: Set<String> = []
        var walkIns = 0

        init(_ script: DemoScript) {
            for (replica, guests) in script.before.enumerated() {
                for guest in guests { entries[guest.person, default: []].append(replica) }
            }
            for steps in [script.alone, script.later] {
                for (replica, steps) in steps.enumerated() {
                    for step in steps { play(step, at: replica) }
                }
            }
        }

        private mutating func play(_ step: DemoStep, at replica: Int) {
            switch step {
            case .scan(let scans, false):
                for scan in scans where scan.wanted == "admitted" {
                    entries[scan.guest.person, default: []].append(replica)
                }
            case .scan(let scans, true):
                for scan in scans { left.insert(scan.guest.person) }
            case .undo(let guest):
                let place = entries[guest.person]?.firstIndex(of: replica)
                if let place { entries[guest.person]?.remove(at: place) }
            case .walkIn: walkIns += 1
            case .override: break
            case .cancel(let guest): cancelled.insert(guest.person)
            }
        }
    }

    @Test(arguments: [(40, 2), (60, 3), (200, 3), (1_000, 5), (5_000, 5), (777, 17)])
    func whatItCountsIsWhatItDoes(people: Int, replicas: Int) {
        let script = DemoScript(guests: Self.guests(people), replicas: replicas, seed: 7)
        let replay = Replay(script)
        let came = replay.entries.filter { !$0.value.isEmpty }
        // Each replica has a walk-in of its own, and two have one and the same guest.
        #expect(replay.walkIns == replicas + 2)
        #expect(script.admitted == came.count + replicas + 1)
        #expect(script.people == people + replicas + 1)
        let twice = came.filter { Set($0.value).count > 1 && !replay.left.contains($0.key) }
        #expect(script.doubleAdmissions == twice.count + 1)
        #expect(script.cancelledButPresent == replay.cancelled.filter { came[$0] != nil }.count)
        #expect(script.doubleAdmissions >= 3)
        #expect(script.cancelledButPresent >= 1)
    }

    @Test func theSeedDecidesWhoItIs() {
        func first(_ seed: UInt64) -> [DemoGuest] {
            DemoScript(guests: Self.guests(300), replicas: 3, seed: seed).before[0]
        }
        #expect(first(1) == first(1))
        #expect(first(1) != first(2))
    }

    @Test func nobodyIsRefusedWhereTheyEntered() {
        let script = DemoScript(guests: Self.guests(500), replicas: 4, seed: 3)
        for replica in 0..<4 {
            #expect(!script.refused[replica].isEmpty)
            #expect(Set(script.refused[replica]).isDisjoint(with: script.before[replica]))
        }
    }
}

import Foundation
import Testing

@Suite("Several replicas")
struct GossipTests {
    let scratch: Scratch
    let desk: Device

    init() throws {
        scratch = try Scratch()
        desk = try Device.organiser(in: scratch)
        try desk.enrol("Ana Souza", "Bruno Sá", "Célia Nunes", "Davi Okada", "Eva Lima")
    }

    /// Two stations that have joined, and whose organiser has stopped.
    private func stations() throws -> (Device, Device) {
        let daemon = try RunningDaemon(desk)
        let one = try Device.joined("gate-a", to: daemon, in: scratch)
        let two = try Device.joined("gate-b", to: daemon, in: scratch)
        daemon.stop()
        return (one, two)
    }

    @Test("a device that has joined holds everything, and works alone at once")
    func join() throws {
        let daemon = try RunningDaemon(desk)
        let invite = try desk.json("invite", "--role", "station")["invite"].text.orThrow()
        let gate = Device("gate", in: scratch)
        let joined = try gate.json("join", invite, "--name", "gate")
        #expect(joined["name"].text == "Semana de Computação")
        #expect(joined["role"].text == "station")
        #expect(joined["up_to_date"].bool == true)
        daemon.stop()
        #expect(try gate.json("digest")["enrolled"].int == 5)
        let verdict = try gate.json("checkin", "T-1")
        #expect(verdict["person"]["name"].text == "Ana Souza")
        #expect(verdict["confidence"].text == "isolated")
        #expect(verdict["basis"]["peers_known"].int == 1)
        #expect(try gate.json("members").items.count == 2)
    }

    @Test("an invitation works once, for one device")
    func inviteOnce() throws {
        let daemon = try RunningDaemon(desk)
        let invite = try desk.json("invite", "--role", "station")["invite"].text.orThrow()
        let first = Device("first", in: scratch)
        try first.expectDone("join", invite, "--name", "first")
        let second = Device("second", in: scratch)
        let refused = try second.run("join", invite, "--name", "second")
        #expect(refused.status == 1)
        #expect(refused.isOneSentence)
        #expect(try desk.json("members").items.count == 2)
        daemon.stop()
    }

    @Test("a station may not do what takes an organiser")
    func rights() throws {
        let (gate, _) = try stations()
        for arguments in [["checkpoint", "add", "x"], ["invite", "--role", "station"]] {
            let outcome = try gate.run(arguments)
            #expect(outcome.status == 1)
            #expect(outcome.isOneSentence)
        }
        #expect(try gate.json("walkin", "--name", "Fábio Reis")["outcome"].text == "enrolled")
    }

    @Test("two daemons gossip, and commands beside them are heard at once")
    func live() throws {
        let hub = try RunningDaemon(desk)
        let gate = try Device.joined("gate", to: hub, in: scratch)
        let other = try RunningDaemon(gate)
        #expect(
            try eventually { try gate.json("status")["peers"][0]["in_contact"].bool == true })
        let first = try desk.json("checkin", "T-1", "--gate", "Portão A", "--operator", "Rui")
        #expect(
            try eventually { try gate.json("digest")["occupancy"].int == 1 })
        let refused = try gate.run("checkin", "T-1", "--json")
        #expect(refused.status == 3)
        let verdict = try refused.json()
        #expect(verdict["verdict"].text == "already_in")
        #expect(verdict["first_admission"]["gate"].text == "Portão A")
        #expect(verdict["first_admission"]["time"].text == first["time"].text)
        #expect(
            try eventually {
                try gate.run("checkin", "T-1", "--json").json()["first_admission"]["operator"].text
                    == "Rui"
            })
        #expect(verdict["confidence"].text == "confirmed")
        #expect(verdict["basis"]["peers_in_contact"].int == 1)
        #expect(try eventually { try desk.digest() == gate.digest() })
        let peers = try desk.json("peers")
        #expect(peers[0]["name"].text == "gate")
        #expect(peers[0]["in_contact"].bool == true)
        #expect(try desk.run("peers").out.contains("gate"))
        hub.stop()
        #expect(
            try eventually {
                try gate.json("status")["peers"].items.allSatisfy { $0["in_contact"].bool == false }
            })
        #expect(try gate.json("checkin", "T-2")["confidence"].text == "isolated")
        other.stop()
    }

    @Test("one ticket at two isolated gates: two operations, one conflict, one story everywhere")
    func doubleAdmission() throws {
        let (one, two) = try stations()
        let first = try one.json("checkin", "T-1", "--gate", "A", "--operator", "Rui")
        let second = try two.json("checkin", "T-1", "--gate", "B", "--operator", "Bia")
        #expect(first["verdict"].text == "admitted")
        #expect(second["verdict"].text == "admitted")
        #expect(second["confidence"].text == "isolated")
        #expect(try heal([desk, one, two]))
        var sentences: Set<String> = []
        for device in [desk, one, two] {
            let digest = try device.json("digest")
            #expect(digest["admitted"].int == 1)
            #expect(digest["occupancy"].int == 2)
            let listed = try device.run(
                "conflicts", "list", "--open", "--class", "double_admission", "--json")
            #expect(listed.status == 4)
            let conflicts = try listed.json()
            #expect(conflicts.items.count == 1)
            let conflict = conflicts[0]
            for key in [
                "id", "class", "person", "checkpoint", "operations", "out_of_contact_since",
                "resolved", "sentence",
            ] {
                #expect(conflict.keys.contains(key), "\(key)")
            }
            #expect(conflict["class"].text == "double_admission")
            #expect(conflict["resolved"].isNull)
            #expect(
                conflict["operations"].items.map { $0["operation"].text }
                    == [first["operation"].text, second["operation"].text])
            #expect(conflict["operations"][0].keys == ["gate", "operation", "operator", "time"])
            sentences.insert(conflict["sentence"].text ?? "")
        }
        #expect(sentences.count == 1)
        #expect(sentences.first?.contains("Ana Souza") == true)
        try settle(one, two)
    }

    /// Shows, explains and resolves the one double admission.
    private func settle(_ one: Device, _ two: Device) throws {
        let id = try one.json("conflicts", "list")[0]["id"].text.orThrow()
        #expect(try one.json("conflicts", "show", String(id.prefix(8)))["id"].text == id)
        #expect(try one.run("conflicts", "explain", id).out.contains("Ana Souza"))
        #expect(try one.json("conflicts", "explain", id)["story"].items.count > 2)
        #expect(try one.run("conflicts", "show", "zzzz").isOneSentence)
        #expect(try one.run("conflicts", "show", "00000000").isOneSentence)
        let resolved = try one.json("conflicts", "resolve", id, "--as", "same-person")
        #expect(resolved["resolved"]["decision"].text == "same-person")
        #expect(try one.run("conflicts", "list", "--open").status == 0)
        #expect(try one.json("digest")["occupancy"].int == 1)
        #expect(try heal([desk, one, two]))
        #expect(try two.json("digest")["occupancy"].int == 1)
        #expect(try two.run("conflicts", "list", "--open").status == 0)
    }

    @Test("a ticket of another event is stopped")
    func foreignTicket() throws {
        let other = try Device.organiser("other", in: scratch)
        try other.expectDone("enrol", "--name", "Gil Prado", "--ticket", "X-1")
        let outcome = try desk.run("checkin", "X-1", "--json")
        #expect(outcome.status == 3)
        #expect(try outcome.json()["reason"].text == "unknown_ticket")
    }

    @Test("wrong clocks are reported, and admit all the same")
    func wrongClocks() throws {
        let now = Int(Date().timeIntervalSince1970 * 1000)
        let offsets = [
            ("ahead", 600_000), ("past", -now), ("future", 4_102_444_800_000 - now),
        ]
        let daemon = try RunningDaemon(desk)
        let devices = try offsets.map { name, offset in
            let device = try Device.joined(name, to: daemon, in: scratch)
            device.variables["NEXSTAGE_CLOCK_OFFSET_MS"] = "\(offset)"
            return device
        }
        daemon.stop()
        for (index, device) in devices.enumerated() {
            #expect(try device.run("checkin", "T-\(index + 1)").status == 0)
            #expect(try device.run("checkin", "T-\(index + 1)").status == 3)
        }
        #expect(try heal([desk] + devices))
        #expect(try desk.json("digest")["occupancy"].int == 3)
        // Having heard each other, everybody still admits.
        for (index, device) in ([desk] + devices).enumerated() {
            let ticket = index < 2 ? "T-\(index + 4)" : "T-\(index - 1)"
            let expected: Int32 = index < 2 ? 0 : 3
            #expect(try device.run("checkin", ticket).status == expected)
        }
        #expect(try heal([desk] + devices))
        let suspects = try desk.json("conflicts", "list", "--class", "clock_suspect")
        #expect(!suspects.items.isEmpty)
        for device in [desk] + devices { #expect(try device.run("verify").status == 0) }
    }
}

import Foundation
import Testing

/// What organisers say of devices: names, which are used, and how many people they may register.
@Suite("Devices: renamed, retired, told apart, and with rights to register people")
struct MembersTests {
    let scratch: Scratch
    let desk: Device

    init() throws {
        scratch = try Scratch()
        desk = try Device.organiser(in: scratch)
    }

    /// Two stations that have joined.
    private func gates(named names: [String] = ["Norte", "Sul"]) throws -> [Device] {
        let daemon = try RunningDaemon(desk)
        defer { daemon.stop() }
        return try names.enumerated().map { number, name in
            try Device.joined("gate\(number)", named: name, to: daemon, in: scratch)
        }
    }

    private func members(_ device: Device) throws -> [JSONValue] {
        try device.json("members").items
    }

    @Test("Two devices of one name are told with their keys, and one of them is renamed")
    func names() throws {
        let gates = try gates(named: ["Portão", "Portão"])
        let stations = try members(desk).filter { $0["role"].text == "station" }
        #expect(stations.count == 2)
        for station in stations {
            let key = try (station["device"].text).orThrow()
            #expect(station["name"].text == "Portão (\(key.prefix(4)))")
        }
        let first = try (stations[0]["device"].text).orThrow()
        let ambiguous = try desk.run("members", "retire", "Portão")
        #expect(ambiguous.status == 1)
        #expect(ambiguous.isOneSentence)
        let renamed = try desk.json("members", "rename", String(first.prefix(8)), "Portão Norte")
        #expect(renamed["name"].text == "Portão Norte")
        #expect(
            Set(try members(desk).compactMap { $0["name"].text })
                == ["desk", "Portão Norte", "Portão"])
        #expect(try heal([desk] + gates))
        #expect(try members(gates[0]).contains { $0["name"].text == "Portão Norte" })
        let digest = try desk.digest()
        try desk.expectDone("members", "rename", "Portão Norte", "Portão Norte")
        #expect(try desk.digest() == digest)
        #expect(try desk.json("members", "rename", "Portão Norte", "")["name"].text != nil)
        #expect(try desk.run("members").out.contains("Portão ("))
    }

    @Test("A retired device is no longer waited for, and what it writes counts")
    func retired() throws {
        let gates = try gates()
        let daemon = try RunningDaemon(desk)
        let its = try RunningDaemon(gates[0], peers: [daemon.address])
        #expect(
            try eventually { try desk.json("peers").items.contains { $0["name"].text == "Norte" } })
        its.stop()
        daemon.stop()
        let key = try (members(desk).first { $0["name"].text == "Norte" }?["device"].text).orThrow()
        let before = try desk.json("peers").items.count
        #expect(try desk.json("members", "retire", key)["retired"].bool == true)
        #expect(try desk.json("peers").items.count == before - 1)
        #expect(try desk.run("members").out.contains("retired"))
        #expect(try desk.json("members", "reinstate", key)["retired"].bool == false)
        #expect(try desk.json("peers").items.count == before)
    }

    @Test("A station registers as many people as it has rights to, and a copy of it shows")
    func rights() throws {
        let gates = try gates()
        let gate = gates[0]
        let own = "Norte"
        let allotted = try desk.json("members", "allot", own, "2")
        #expect(allotted["walkin_rights"].int == 2)
        #expect(allotted["walkins"].int == 0)
        #expect(try heal([desk] + gates))
        let other = try gates[1].run("walkin", "--name", "Ninguém")
        #expect(other.status == 1)
        #expect(other.isOneSentence)
        try gate.expectDone("walkin", "--name", "Ana Souza")
        // A copy of the folder has the same rights.
        try FileManager.default.copyItem(atPath: gate.data, toPath: scratch.file("twin"))
        let twin = Device("twin", in: scratch)
        twin.variables["NEXSTAGE_STATE"] = scratch.file("twin-state")
        try gate.expectDone("walkin", "--name", "Bia Lima")
        let full = try gate.run("walkin", "--name", "Caio Reis")
        #expect(full.status == 1)
        #expect(full.err.contains("2 of the 2"))
        // Who is taken back gives the right back.
        try gate.expectDone("cancel", "Bia Lima")
        try gate.expectDone("walkin", "--name", "Davi Okada")
        #expect(try gate.json("conflicts", "list", "--class", "over_capacity").items.isEmpty)
        try twin.expectDone("walkin", "--name", "Eva Prado")
        #expect(try heal([desk, gate, twin]))
        let over = try desk.json("conflicts", "list", "--class", "over_capacity").items
        #expect(over.count == 1)
        #expect(over[0]["operations"].items.count == 1)
        #expect(over[0]["sentence"].text?.contains("registered 3 people") == true)
        #expect(try desk.run("conflicts", "explain", over[0]["id"].text ?? "").status == 0)
        let id = try (over[0]["id"].text).orThrow()
        let file = scratch.file("over.nxev")
        try desk.expectDone("conflicts", "show", id, "--evidence", file)
        #expect(try desk.run("verify", "--evidence", file).status == 0)
        // More rights settle it; the office is never counted.
        try desk.expectDone("members", "allot", own, "3")
        #expect(try desk.json("conflicts", "list", "--class", "over_capacity").items.isEmpty)
        try desk.expectDone("walkin", "--name", "Fábio Reis")
        try desk.expectDone("members", "allot", own, "none")
        #expect(try members(desk).allSatisfy { $0["walkins"].isNull })
        #expect(try desk.run("verify").status == 0)
    }

    @Test("What can't be meant is refused, and nothing is written")
    func bad() throws {
        let gate = try gates()[0]
        let before = try desk.digest()
        for arguments in [
            ["rename", "nobody", "X"], ["rename", "desk", String(repeating: "x", count: 300)],
            ["retire", "zz"], ["allot", "nobody", "3"],
        ] {
            let outcome = try desk.run(["members"] + arguments)
            #expect(outcome.status == 1, "\(arguments)")
            #expect(outcome.isOneSentence)
        }
        for arguments in [
            ["allot", "desk", "many"], ["allot", "desk", "-1"], ["rename", "desk"],
        ] {
            #expect(try desk.run(["members"] + arguments).status == 2, "\(arguments)")
        }
        let station = try gate.run("members", "retire", "desk")
        #expect(station.status == 1)
        #expect(station.isOneSentence)
        #expect(try desk.digest() == before)
    }
}

import Foundation
import Testing

@Suite("Setting up")
struct SetupTests {
    let scratch: Scratch
    let device: Device

    init() throws {
        scratch = try Scratch()
        device = Device("desk", in: scratch)
    }

    @Test("init makes a replica once")
    func initialise() throws {
        let first = try device.run("init", "--name", "Portão A", "--json")
        #expect(first.status == 0)
        #expect(try first.json()["name"].text == "Portão A")
        #expect(try first.json()["data"].text == device.data)
        let again = try device.run("init", "--name", "Other")
        #expect(again.status == 1)
        #expect(again.isOneSentence)
    }

    @Test("status says what to do next at every step")
    func statusOfTheFirstSteps() throws {
        #expect(try device.run("status").status == 1)
        try device.expectDone("init", "--name", "desk")
        let empty = try device.json("status")
        #expect(empty["space"].isNull)
        #expect(empty["next"][0].text?.contains("space create") == true)
        try device.expectDone("space", "create", "--name", "Event")
        let created = try device.json("status")
        #expect(created["space"]["name"].text == "Event")
        #expect(created["daemon"].isNull)
        #expect(created["sqlite"].text?.hasPrefix("3.") == true)
        #expect(created["conflicts_open"].int == 0)
        #expect(created["next"].items.contains { $0.text?.contains("import attendees") == true })
        #expect(try device.run("status").out.contains("import attendees"))
    }

    @Test("space create, list and show tell the same")
    func spaces() throws {
        try device.expectDone("init", "--name", "desk")
        #expect(try device.json("space", "list").items.isEmpty)
        let created = try device.json(
            "space", "create", "--name", "Congresso", "--timezone", "America/Sao_Paulo",
            "--starts", "2026-11-23T09:00:00-03:00", "--ends", "2026-11-25T18:00:00-03:00",
            "--capacity", "1200")
        let key = try created["recovery_key"].text.orThrow()
        #expect(Device.read(key).filter(\.isHexDigit).count == 64)
        let shown = try device.json("space", "show")
        #expect(shown["id"].text == created["id"].text)
        #expect(shown["id"].text?.count == 64)
        #expect(shown["capacity"].int == 1200)
        #expect(shown["policy"].text == "re-entry")
        #expect(shown["role"].text == "authority")
        #expect(shown["checkpoints"].items.map(\.text) == ["entrance"])
        #expect(try device.json("space", "list")[0]["name"].text == "Congresso")
        #expect(try device.run("space", "show").out.contains("America/Sao_Paulo"))
    }

    @Test(
        "space create refuses settings that nobody could use",
        arguments: [
            ["--timezone", "Mars/Olympus"], ["--starts", "tomorrow"], ["--capacity", "0"],
            ["--starts", "2026-11-25T09:00:00Z", "--ends", "2026-11-24T09:00:00Z"],
        ])
    func badSettings(_ settings: [String]) throws {
        try device.expectDone("init", "--name", "desk")
        let outcome = try device.run(["space", "create", "--name", "Event"] + settings)
        #expect(outcome.status == 1)
        #expect(outcome.isOneSentence)
        #expect(try device.json("space", "list").items.isEmpty)
    }

    @Test("of several spaces, one must be named")
    func severalSpaces() throws {
        try device.expectDone("init", "--name", "desk")
        let first = try device.json("space", "create", "--name", "One")
        try device.expectDone("space", "create", "--name", "Two")
        let vague = try device.run("digest")
        #expect(vague.status == 1)
        #expect(vague.isOneSentence)
        #expect(vague.err.contains("--space"))
        let id = try first["id"].text.orThrow()
        #expect(try device.json("digest", "--space", String(id.prefix(8)))["space"].text == id)
        #expect(try device.json("digest", "--space", "One")["space"].text == id)
        let unknown = try device.run("digest", "--space", "Three")
        #expect(unknown.status == 1)
        #expect(unknown.isOneSentence)
    }

    @Test("checkpoints are added once, whatever their case")
    func checkpoints() throws {
        let device = try Device.organiser(in: scratch)
        let added = try device.json("checkpoint", "add", "Oficina")
        #expect(
            added.keys == [
                "attended", "capacity", "categories", "closed", "hours", "id", "inside", "name",
                "policy",
            ])
        #expect(try device.json("checkpoint", "add", "oficina")["id"].text == added["id"].text)
        let names = try device.json("checkpoint", "list").items.map { $0["name"].text }
        #expect(names == ["Oficina", "entrance"])
    }

    @Test("members names this device, with its role")
    func members() throws {
        let device = try Device.organiser(in: scratch)
        let members = try device.json("members")
        #expect(members.items.count == 1)
        #expect(members[0]["name"].text == "desk")
        #expect(members[0]["role"].text == "authority")
        #expect(members[0]["revoked"].bool == false)
        #expect(try device.run("members").out.contains("authority"))
    }

    @Test("invite has a text and a time, and refuses what can't be")
    func invite() throws {
        let device = try Device.organiser(in: scratch)
        let invite = try device.json(
            "invite", "--role", "station", "--ttl", "30m", "--address", "127.0.0.1:7400")
        #expect(invite["invite"].text?.hasPrefix("NXS0-") == true)
        let expires = try invite["expires"].text.orThrow()
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let seconds = try Date(expires, strategy: style).timeIntervalSinceNow
        #expect((1_700...1_800).contains(seconds))
        #expect(try device.run("invite", "--role", "king").status == 2)
        #expect(try device.run("invite", "--role", "station", "--ttl", "soon").status == 2)
        #expect(try device.run("invite", "--role", "station", "--address", "nowhere").status == 2)
        #expect(try device.run("invite", "--role", "station", "--ttl", "60d").status == 1)
    }

    @Test("join refuses what is no invitation, one without an address, and a nameless device")
    func badJoin() throws {
        let desk = try Device.organiser(in: scratch)
        let guest = Device("guest", in: scratch)
        let nonsense = try guest.run("join", "hello", "--name", "guest")
        #expect(nonsense.status == 1)
        #expect(nonsense.isOneSentence)
        let plain = try desk.json("invite", "--role", "station")["invite"].text.orThrow()
        #expect(try guest.run("join", plain, "--name", "guest").status == 1)
        let nameless = try guest.run("join", plain, "--address", "127.0.0.1:1")
        #expect(nameless.status == 1)
        #expect(nameless.err.contains("--name"))
        let nobody = try guest.run("join", plain, "--name", "guest", "--address", "127.0.0.1:1")
        #expect(nobody.status == 1)
        #expect(nobody.isOneSentence)
    }
}

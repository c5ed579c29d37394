import Foundation
import Testing

@Suite("People")
struct PeopleTests {
    let scratch: Scratch
    let device: Device

    init() throws {
        scratch = try Scratch()
        device = try Device.organiser(in: scratch)
    }

    @Test("an enrolment is cancelled and taken up again")
    func enrolment() throws {
        let enrolled = try device.json(
            "enrol", "--name", "Ana Souza", "--email", "ana@example.org", "--ticket", "T-1")
        #expect(enrolled.keys == ["operation", "outcome", "person"])
        #expect(enrolled["outcome"].text == "enrolled")
        let id = try enrolled["person"]["id"].text.orThrow()
        #expect(try device.json("cancel", "ana@example.org")["outcome"].text == "cancelled")
        let stop = try device.run("checkin", "T-1", "--json")
        #expect(stop.status == 3)
        #expect(try stop.json()["reason"].text == "canceled")
        #expect(try device.json("reactivate", id)["person"]["enrolled"].bool == true)
        #expect(try device.run("reactivate", id).status == 1)
        #expect(try device.run("checkin", "T-1").status == 0)
    }

    @Test("the same operation id is one enrolment")
    func operationID() throws {
        let arguments = ["walkin", "--name", "Davi Okada", "--operation-id", "w-1", "--json"]
        let first = try device.run(arguments).json()
        let second = try device.run(arguments).json()
        #expect(first["operation"].text == second["operation"].text)
        #expect(try device.json("digest")["people"].int == 1)
    }

    @Test("a walk-in with a known CPF is found")
    func walkIn() throws {
        let first = try device.json("walkin", "--name", "Davi Okada", "--cpf", "529.982.247-25")
        let second = try device.json("walkin", "--name", "Davi O.", "--cpf", "52998224725")
        #expect(second["outcome"].text == "found")
        #expect(first["person"]["id"].text == second["person"]["id"].text)
        #expect(try device.run("walkin", "--name", "Eva", "--cpf", "111.111.111-11").status == 1)
    }

    @Test("find goes by name prefixes, e-mail, CPF or ticket, in the contract's shape")
    func find() throws {
        try device.expectDone(
            "enrol", "--name", "José Álvares da Silva", "--email", "jose@example.org", "--cpf",
            "529.982.247-25", "--ticket", "T-1", "--category", "speaker")
        for text in ["jose alv", "silva", "jose@example.org", "52998224725", "T-1"] {
            let found = try device.json("person", "find", text)
            #expect(found.items.count == 1, "\(text)")
            #expect(found[0].keys == ["category", "enrolled", "id", "name", "present"])
        }
        #expect(try device.json("person", "find", "nobody").items.isEmpty)
        try device.expectDone("checkin", "T-1")
        #expect(try device.json("person", "find", "T-1")[0]["present"].bool == true)
    }

    @Test("show masks contacts unless asked")
    func show() throws {
        try device.expectDone("enrol", "--name", "Ana Souza", "--email", "ana@example.org")
        let masked = try device.run("person", "show", "Ana Souza", "--json")
        #expect(!masked.out.contains("ana@example.org"))
        #expect(
            try device.run("person", "show", "Ana Souza", "--reveal").out
                .contains("ana@example.org"))
    }

    @Test("a name that fits several people is ambiguous, for every command")
    func ambiguous() throws {
        try device.expectDone("enrol", "--name", "Ana Souza", "--ticket", "T-1")
        try device.expectDone("enrol", "--name", "Ana Sousa Lima", "--ticket", "T-2")
        let verdict = try device.run("checkin", "ana", "--json")
        #expect(verdict.status == 3)
        #expect(try verdict.json()["reason"].text == "ambiguous")
        for arguments in [["cancel", "ana"], ["undo", "ana"], ["person", "show", "ana"]] {
            let outcome = try device.run(arguments)
            #expect(outcome.status == 1)
            #expect(outcome.isOneSentence)
        }
        #expect(try device.run("cancel", "nobody").isOneSentence)
    }
}

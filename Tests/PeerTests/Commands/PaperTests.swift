import Foundation
import Testing

/// What other systems write comes in, and what is left when the laptops die goes out.
@Suite("Other systems' files, and the list on paper")
struct PaperTests {
    let scratch: Scratch
    let desk: Device

    init() throws {
        scratch = try Scratch()
        desk = try Device.organiser(in: scratch)
    }

    @Test(
        "Three systems' columns are known without being told",
        arguments: [
            (
                "Nº ingresso,Tipo de ingresso,Nome,Sobrenome,Email\nAB-1,Estudante,Ana,Souza,a@x.org",
                "AB-1", "Ana Souza", "Estudante"
            ),
            (
                "Order #,First Name,Last Name,Email,Ticket Type,Barcode #\n1,Mary,O'Neill,m@x.org,VIP,99",
                "99", "Mary O'Neill", "VIP"
            ),
            (
                "Order code,Attendee name,Product,Price,Secret,E-mail\nA1,Li Na,Regular,10,zz9,l@x.org",
                "zz9", "Li Na", "Regular"
            ),
        ])
    func systems(text: String, ticket: String, name: String, category: String) throws {
        let file = try scratch.write(text, to: "export.csv")
        #expect(try desk.json("import", "attendees", file)["added"].int == 1)
        let verdict = try desk.json("checkin", ticket)
        #expect(verdict["person"]["name"].text == name)
        #expect(verdict["person"]["category"].text == category)
        #expect(try desk.json("import", "attendees", file)["unchanged"].int == 1)
        let out = scratch.file("ours.csv")
        try desk.expectDone("export", "attendees", "--out", out)
        #expect(try desk.json("import", "attendees", out)["unchanged"].int == 1)
    }

    private func list(_ more: String...) throws -> String {
        let file = scratch.file("list.html")
        #expect(try desk.run(["export", "list", "--out", file] + more).status == 0)
        return Device.read(file)
    }

    @Test("The list has everybody once, ticked who came, and means what it says in HTML")
    func page() throws {
        let rows = [
            "name,email,ticket,category,notes", "Élson <b> & Cia,e@x.org,T-0001,staff,",
            "ana lima,,T-0002,aluno,alergia",
            "Ana Lima,ana.lima@example.org,T-0003,aluno,", "9ine,,T-0004,aluno,",
            "李小龍,,T-0005,aluno,",
        ]
        try desk.expectDone(
            "import", "attendees",
            try scratch.write(rows.joined(separator: "\n"), to: "people.csv"))
        try desk.expectDone("checkin", "T-0002")
        try desk.expectDone("cancel", "T-0004")
        let page = try list()
        #expect(page.contains("Élson &lt;b&gt; &amp; Cia"))
        #expect(!page.contains("<b> & Cia"))
        #expect(page.components(separatedBy: "☐").count == 4)
        #expect(page.components(separatedBy: "☑").count == 2)
        #expect(page.contains("alergia"))
        #expect(!page.contains("9ine"))
        #expect(!page.contains("ana.lima@example.org"))
        #expect(page.contains("a***@example.org"))
        #expect(!page.contains("T-0003"))
        let letters = page.components(separatedBy: "<tr class=letter>").dropFirst().compactMap {
            $0.components(separatedBy: "colspan=5>").last?.components(separatedBy: "<").first
        }
        #expect(letters == ["A", "E", "#"])
        #expect(try list("--category", "ALUNO").components(separatedBy: "☐").count == 3)
        #expect(try list("--category", "nobody").contains("Nobody is enrolled"))
        // It parses, and nothing in it is fetched from anywhere.
        let check = Process()
        check.executableURL = URL(filePath: "/usr/bin/xmllint")
        check.arguments = ["--html", "--noout", scratch.file("list.html")]
        check.standardError = FileHandle.nullDevice
        try check.run()
        check.waitUntilExit()
        #expect(check.terminationStatus == 0)
        for word in ["http", "src=", "<script", "url("] { #expect(!page.contains(word)) }
    }

    @Test("What can't be meant is refused, and no file is left")
    func bad() throws {
        for arguments in [
            ["--checkpoint", "nowhere", "--out", scratch.file("x.html")],
            ["--out", scratch.file("no/such.html")], ["--space", "nowhere"],
        ] {
            let outcome = try desk.run(["export", "list"] + arguments)
            #expect(outcome.status == 1, "\(arguments)")
            #expect(outcome.isOneSentence)
        }
        #expect(!FileManager.default.fileExists(atPath: scratch.file("x.html")))
        #expect(try desk.run("export", "list", "--sort", "age").status == 2)
    }
}

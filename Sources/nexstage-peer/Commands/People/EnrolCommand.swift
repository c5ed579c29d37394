import ArgumentParser
import Replica

/// `enrol`: puts somebody on the list.
struct EnrolCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enrol",
        abstract: "Enrol a new person, or one who is known here.",
        discussion: """
            PERSON is an id, a ticket, an e-mail, a CPF, or a name that fits one person only.

            Examples:
              nexstage-peer enrol --name "Ana Souza" --email ana@example.org --ticket T-1001
              nexstage-peer enrol ana@example.org
            """)

    @Argument(help: "A person who is known here; leave it out for a new one.")
    var person: String?

    @Option(help: "A new person's name.")
    var name: String?

    @Option(help: "A new person's e-mail address.")
    var email: String?

    @Option(help: "A new person's CPF.")
    var cpf: String?

    @Option(help: "A new person's telephone.")
    var phone: String?

    @Option(help: "A new person's category, such as speaker.")
    var category: String?

    @Option(help: "The code of a new person's ticket.")
    var ticket: String?

    @Option(help: "What a gate should know about a new person.")
    var notes: String?

    @OptionGroup var by: OperatorOptions

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    private var isAboutNewPerson: Bool {
        [name, email, cpf, phone, category, ticket, notes].contains { $0 != nil }
    }

    func validate() throws {
        if person != nil, isAboutNewPerson {
            throw ValidationError(
                "Give either a PERSON who is known, or --name and the rest of a new one.")
        }
        if person == nil, name == nil {
            throw ValidationError("Name somebody: a PERSON who is known, or --name for a new one.")
        }
    }

    func run() throws {
        let work = Workplace(options)
        let by = try by.by(work)
        let request: LocalRequest
        if let person {
            request = .enrol(person: person, by)
        } else {
            request = .enrolNew(
                PersonForm(
                    name: name, email: email, cpf: cpf, phone: phone, category: category,
                    ticket: ticket, notes: notes), by)
        }
        try EnrolmentAnswer.show(request, work)
    }
}

import ArgumentParser
import Replica

/// `person set`: changes what is known of somebody.
struct PersonSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Change what is known of a person.",
        discussion: """
            Changes only what is given; an empty text takes it away. Where two values stand side by \
            side, giving one settles the conflict.

            Examples:
              nexstage-peer person set ana@example.org --category speaker
              nexstage-peer person set T-1001 --name "Ana Souza" --notes ""
            """)

    @Argument(help: "An id, a ticket, an e-mail, a CPF, or a name that fits one person only.")
    var person: String

    @Option(help: "The name.")
    var name: String?

    @Option(help: "The e-mail address.")
    var email: String?

    @Option(help: "The CPF; whoever has the same one is the same person.")
    var cpf: String?

    @Option(help: "The telephone.")
    var phone: String?

    @Option(help: "The category, such as speaker.")
    var category: String?

    @Option(help: "What a gate should know.")
    var notes: String?

    @OptionGroup var by: OperatorOptions

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func validate() throws {
        guard [name, email, cpf, phone, category, notes].contains(where: { $0 != nil }) else {
            throw ValidationError(
                "Say what to change: --name, --email, --cpf, --phone, --category or --notes.")
        }
    }

    func run() throws {
        let work = Workplace(options)
        let form = PersonForm(
            name: name, email: email, cpf: cpf, phone: phone, category: category, notes: notes)
        try EnrolmentAnswer.show(.setPerson(person: person, form, by.by(work)), work)
    }
}

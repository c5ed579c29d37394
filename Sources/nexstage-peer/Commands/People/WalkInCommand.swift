import ArgumentParser

/// `walkin`: registers somebody at the door.
struct WalkInCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "walkin",
        abstract: "Register somebody at the door.",
        discussion: """
            This enrols only: let the person in with «checkin» and the id that is shown. Whoever has \
            that CPF already is found instead.

            Examples:
              nexstage-peer walkin --name "Davi Okada" --cpf 529.982.247-25
            """)

    @Option(help: "The person's name.")
    var name: String

    @Option(help: "The person's e-mail address.")
    var email: String?

    @Option(help: "The person's CPF.")
    var cpf: String?

    @OptionGroup var by: OperatorOptions

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        try EnrolmentAnswer.show(
            .walkIn(name: name, email: email, cpf: cpf, by.by(work)), work, next: true)
    }
}

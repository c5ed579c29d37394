import ArgumentParser

/// `reactivate`: puts somebody back on the list.
struct ReactivateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reactivate",
        abstract: "Enrol a person again whose enrolment was cancelled.",
        discussion: """
            Examples:
              nexstage-peer reactivate ana@example.org
            """)

    @Argument(help: "An id, a ticket, an e-mail, a CPF, or a name that fits one person only.")
    var person: String

    @OptionGroup var by: OperatorOptions

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        try EnrolmentAnswer.show(.reactivate(person: person, by.by(work)), work)
    }
}

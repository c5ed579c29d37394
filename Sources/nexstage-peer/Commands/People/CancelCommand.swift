import ArgumentParser

/// `cancel`: takes somebody off the list.
struct CancelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Cancel a person's enrolment.",
        discussion: """
            Takes away the enrolments known here; one made at the same time elsewhere survives.

            Examples:
              nexstage-peer cancel ana@example.org
            """)

    @Argument(help: "An id, a ticket, an e-mail, a CPF, or a name that fits one person only.")
    var person: String

    @OptionGroup var by: OperatorOptions

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        try EnrolmentAnswer.show(.cancel(person: person, by.by(work)), work)
    }
}

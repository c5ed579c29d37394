import ArgumentParser

/// `person join`: two people who are one.
struct PersonJoinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join",
        abstract: "Say that two people are one.",
        discussion: """
            Their enrolments and attendance count together from then on. Takes an organiser's device.

            Examples:
              nexstage-peer person join ana@example.org 2f9c41d07a55e83b6c10d94e7fa2b835
            """)

    @Argument(help: "An id, a ticket, an e-mail, a CPF, or a name that fits one person only.")
    var one: String

    @Argument(help: "The other, likewise.")
    var other: String

    @OptionGroup var by: OperatorOptions

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        try RelationAnswer.show(.join(one: one, other: other, by.by(work)), work)
    }
}

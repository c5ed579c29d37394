import ArgumentParser

/// `person split`: one person who is two.
struct PersonSplitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split",
        abstract: "Say that two people are not one.",
        discussion: """
            Separates two ids that were joined or share a CPF, and settles whether two people who \
            share an e-mail are one. «person show» lists the ids. Takes an organiser's device.

            Examples:
              nexstage-peer person split T-1001 T-1002
            """)

    @Argument(help: "An id, or a ticket, an e-mail or a CPF of that id alone.")
    var one: String

    @Argument(help: "The other, likewise.")
    var other: String

    @OptionGroup var by: OperatorOptions

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        try RelationAnswer.show(.split(one: one, other: other, by.by(work)), work)
    }
}

import ArgumentParser
import Replica

/// `person find`: who fits a text.
struct PersonFindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Find people by beginnings of their names, e-mail, CPF, ticket or id.",
        discussion: """
            Accents and case don't matter in names; e-mail, CPF and ticket must be exact.

            Examples:
              nexstage-peer person find "ana so"
              nexstage-peer person find 529.982.247-25 --json
            """)

    @Argument(help: ArgumentHelp("What to look for.", valueName: "text"))
    var text: String

    @Option(help: ArgumentHelp("How many at most, up to 100.", valueName: "n"))
    var limit = 20

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func validate() throws {
        guard (1...100).contains(limit) else {
            throw ValidationError("A limit is from 1 to 100.")
        }
    }

    func run() throws {
        let work = Workplace(options)
        let people = try work.open().people(matching: text, limit: limit)
        if work.output.isJSON { return try work.output.document(people) }
        guard !people.isEmpty else { return try work.output.line(work.strings.nobody(text)) }
        var table = TextTable()
        for person in people {
            table.add([
                TerminalText.shortened(person.name ?? work.strings.namelessPerson, to: 34),
                person.category ?? "", work.strings.enrolment(person.enrolled),
                work.strings.presence(person.present), String(person.id.prefix(8)),
            ])
        }
        try work.output.lines(table.lines(columns: work.output.terminal.columns))
    }
}

import ArgumentParser
import Replica

/// `members`: the devices of a space.
struct MembersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "members",
        abstract: "List the devices of the space, and say what they are called and may register.",
        discussion: """
            Of two devices that share a name, each is told with the first digits of its key.

            Examples:
              nexstage-peer members list
              nexstage-peer members rename 53c5 "Portão Norte"
              nexstage-peer members retire "Portão C"
            """,
        subcommands: [
            MembersListCommand.self, MembersRenameCommand.self, MembersRetireCommand.self,
            MembersReinstateCommand.self, MembersAllotCommand.self,
        ], defaultSubcommand: MembersListCommand.self)
}

/// The device that a command is about, and who asks.
struct DeviceTarget: ParsableArguments {
    @Argument(help: "The device's name, or the beginning of its key.")
    var device: String

    @OptionGroup var by: OperatorOptions

    /// Makes a change, and shows the device as it is then.
    func change(_ change: DeviceChange, _ work: Workplace) throws {
        let answer = try work.client(of: work.open()).perform(
            .changeDevice(device: device, change, by.by(work)))
        guard case .member(let report) = answer else { return }
        if work.output.isJSON { return try work.output.document(report) }
        var table = TextTable()
        table.add(MemberView.cells(report, work.strings))
        try work.output.lines(
            table.lines(columns: work.output.terminal.columns).map(\.trimmedRight))
    }
}

/// `members rename`: another name for a device.
struct MembersRenameCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename",
        abstract: "Give a device another name.",
        discussion: """
            It holds everywhere, also for what the device wrote before. Takes an organiser's device.

            Examples:
              nexstage-peer members rename 53c5 "Portão Norte"
            """)

    @OptionGroup var target: DeviceTarget

    @Argument(help: "Its new name; empty for that which it joined with.")
    var name: String

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        try target.change(.rename(name), Workplace(options))
    }
}

/// `members retire`: a device that isn't used any more.
struct MembersRetireCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire",
        abstract: "Say that a device isn't used any more.",
        discussion: """
            Nobody waits for it: it isn't counted among the peers that a gate should hear. It is not \
            expelled: what it wrote, and writes, counts. Takes an organiser's device.

            Examples:
              nexstage-peer members retire "Portão C"
            """)

    @OptionGroup var target: DeviceTarget

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        try target.change(.retire(true), Workplace(options))
    }
}

/// `members reinstate`: a retired device that is used again.
struct MembersReinstateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reinstate",
        abstract: "Say that a retired device is used again.",
        discussion: """
            Examples:
              nexstage-peer members reinstate "Portão C"
            """)

    @OptionGroup var target: DeviceTarget

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        try target.change(.retire(false), Workplace(options))
    }
}

/// `members allot`: rights to register people at the door.
struct MembersAllotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allot",
        abstract: "Say how many people a station may register at the door.",
        discussion: """
            The rights lie with the station, so that it decides alone while it hears nobody, and all \
            stations together stay within the sum. As soon as one station has a number, those \
            without may register nobody; «none» takes it away. Cancelling gives one back to who \
            cancels. Devices above a station are not counted. Copies of one folder spend the same \
            rights: that shows as over_capacity. Takes an organiser's device.

            Examples:
              nexstage-peer members allot "Portão A" 40
              nexstage-peer members allot "Portão B" none
            """)

    @OptionGroup var target: DeviceTarget

    @Argument(help: ArgumentHelp("How many people in all, or none.", valueName: "n|none"))
    var people: Allotment

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    /// `40`, or `none`.
    struct Allotment: ExpressibleByArgument {
        let count: UInt64?

        init?(argument: String) {
            if argument == "none" {
                count = nil
            } else if let number = UInt64(argument), number <= 1_000_000 {
                count = number
            } else {
                return nil
            }
        }
    }

    func run() throws {
        try target.change(.allot(people.count), Workplace(options))
    }
}

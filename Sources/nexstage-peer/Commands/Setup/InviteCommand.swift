import ArgumentParser
import Gossip
import Replica

/// `invite`: a text that admits one device.
struct InviteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Write an invitation that admits one device.",
        discussion: """
            Only this device redeems it, once, while it runs. Without --address the invitation names \
            the address on which the daemon listens.

            Examples:
              nexstage-peer invite --role station
              nexstage-peer invite --role organiser --ttl 30m --address 127.0.0.1:7400
            """)

    @Option(help: "What the new device may do: coordinator, organiser, station or observer.")
    var role: RoleArgument

    @Option(help: ArgumentHelp("How long it works: 90s, 30m, 24h, 7d.", valueName: "duration"))
    var ttl: DurationArgument?

    @Option(
        help: ArgumentHelp(
            "Where this device is reached; may be repeated.", valueName: "host:port"))
    var address: [AddressArgument] = []

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    private static let millisecondsDefault: UInt64 = 24 * 3_600_000

    private struct Answer: Encodable {
        let invite: String
        let expires: String
        let role: String
        let addresses: [String]
    }

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let answer = try work.client(of: replica).perform(
            .invite(
                role: role.rawValue, milliseconds: ttl?.milliseconds ?? Self.millisecondsDefault,
                addresses: address.map(\.address.description)))
        guard case .invitation(let text, let expires, let addresses) = answer else { return }
        if addresses.isEmpty { StandardStreams.log(work.strings.invitationWithoutAddress) }
        if work.output.isJSON {
            return try work.output.document(
                Answer(
                    invite: text, expires: LocalTime.utc(milliseconds: expires),
                    role: role.rawValue, addresses: addresses))
        }
        let times = LocalTime(zone: try replica.spaceReport().timezone)
        var lines = [
            work.strings.invitation(
                role: role.rawValue, expires: times.dayAndClock(milliseconds: expires)),
            "", "nexstage-peer join \(text)", "",
        ]
        if !addresses.isEmpty { lines.append(work.strings.invitationListens(addresses)) }
        try work.output.lines(lines)
    }
}

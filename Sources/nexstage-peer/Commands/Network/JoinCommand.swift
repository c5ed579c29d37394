import ArgumentParser
import Gossip
import Replica
import Transport

/// `join`: becomes a member of a space.
struct JoinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join",
        abstract: "Join a space with an invitation, and fetch what it holds.",
        discussion: """
            In a new folder, --name makes the device key first.

            Examples:
              nexstage-peer join NXS0-… --name "Gate B"
            """)

    @Argument(help: "The text that «nexstage-peer invite» printed.")
    var invite: String

    @Option(help: "This device's name, in a new folder.")
    var name: String?

    @Option(
        help: ArgumentHelp(
            "Where the inviting device is reached, instead of what the invitation says; may be "
                + "repeated.", valueName: "host:port"))
    var address: [AddressArgument] = []

    @Flag(help: "Let links leave this machine although they are not encrypted yet.")
    var insecureNetwork = false

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    private struct Answer: Encodable {
        let space: SpaceReport
        let upToDate: Bool
        let operations: Int

        enum CodingKeys: String, CodingKey {
            case operations
            case upToDate = "up_to_date"
        }

        func encode(to encoder: any Encoder) throws {
            try space.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(upToDate, forKey: .upToDate)
            try container.encode(operations, forKey: .operations)
        }
    }

    func run() async throws {
        let work = Workplace(options)
        let invitation = try Invitation(text: invite)
        let addresses = try addresses(invitation, work)
        if !work.folder.isInitialised {
            guard let name else { throw Failure(work.strings.joinNeedsName) }
            try work.folder.initialise(name: name, environment: work.environment)
        }
        let request = try Replica.joinRequest(
            invitation, in: work.folder, environment: work.environment)
        let (address, answer) = try await ask(request.bytes, addresses)
        let replica = try request.finish(answer)
        let sync = FirstSync(
            replica: replica, address: address, allowsInsecureNetwork: insecureNetwork)
        let bar = work.progressBar(work.strings.fetching)
        let isUpToDate = try await sync.run { done, total in bar.show(done, of: total) }
        bar.finish()
        try show(replica, isUpToDate, address, work)
    }

    private func addresses(_ invitation: Invitation, _ work: Workplace) throws -> [PeerAddress] {
        let found =
            address.isEmpty
            ? invitation.addresses.compactMap { AddressArgument(argument: $0)?.address }
            : address.map(\.address)
        guard !found.isEmpty else { throw Failure(work.strings.joinNoAddress) }
        return found
    }

    /// Asks one address after the other; the last one's trouble is told where none answers.
    private func ask(
        _ request: [UInt8], _ addresses: [PeerAddress]
    ) async throws -> (PeerAddress, [UInt8]) {
        var client = JoinClient()
        client.allowInsecureNetwork = insecureNetwork
        var trouble: any Error = Failure("Nobody answers.")
        for address in addresses {
            do {
                return (address, try await client.request(request, at: address))
            } catch {
                trouble = error
            }
        }
        throw trouble
    }

    private func show(
        _ replica: Replica, _ isUpToDate: Bool, _ address: PeerAddress, _ work: Workplace
    ) throws {
        let space = try replica.spaceReport()
        let digest = try replica.digest()
        if !isUpToDate { StandardStreams.log(work.strings.joinedBehind(address.description)) }
        if work.output.isJSON {
            return try work.output.document(
                Answer(space: space, upToDate: isUpToDate, operations: digest.operations))
        }
        try work.output.lines([
            work.strings.joined(space: TerminalText.clean(space.name), role: space.role),
            work.strings.people(
                enrolled: digest.enrolled, admitted: digest.admitted, inside: digest.occupancy,
                capacity: space.capacity),
        ])
    }
}

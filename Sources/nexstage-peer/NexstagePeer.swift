import ArgumentParser
import Glibc

/// Event check-in that works where the network is bad: one program for every role.
@main
struct NexstagePeer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nexstage-peer",
        abstract: "Event check-in that works where the network is bad.",
        discussion: """
            Each replica holds the event's enrolment and attendance, decides alone, and gossips \
            signed operations with whatever replica it reaches.

            A first event, on one machine:
              nexstage-peer init --name "Gate A"
              nexstage-peer space create --name "My event"
              nexstage-peer import attendees people.csv
              nexstage-peer checkin -

            Answers are in Portuguese or English, as NEXSTAGE_LANG, LC_ALL, LC_MESSAGES or LANG says.
            Exit status: 0 done; 1 failed; 2 wrong usage; 3 a verdict other than admitted or out; \
            4 verify found damage, or «conflicts list --open» found some.
            """,
        version: "0.2.0",
        groupedSubcommands: [
            CommandGroup(
                name: "Set up",
                subcommands: [
                    InitCommand.self, SpaceCommand.self, CheckpointCommand.self,
                    ActivityCommand.self,
                    InviteCommand.self, JoinCommand.self, MembersCommand.self,
                ]),
            CommandGroup(
                name: "People",
                subcommands: [
                    ImportCommand.self, ExportCommand.self, EnrolCommand.self,
                    CancelCommand.self, ReactivateCommand.self, WalkInCommand.self,
                    PersonCommand.self,
                ]),
            CommandGroup(
                name: "At the gate", subcommands: [CheckInCommand.self, UndoCommand.self]),
            CommandGroup(name: "Network", subcommands: [RunCommand.self, PeersCommand.self]),
            CommandGroup(
                name: "Inspect",
                subcommands: [
                    StatusCommand.self, DigestCommand.self, LogCommand.self, AsOfCommand.self,
                    ConflictsCommand.self, VerifyCommand.self,
                ]),
            CommandGroup(
                name: "Care",
                subcommands: [
                    BackupCommand.self, RestoreCommand.self, CompactCommand.self,
                    DiagnoseCommand.self,
                ]),
            CommandGroup(
                name: "Try and measure",
                subcommands: [DemoCommand.self, BenchCommand.self, SimulateCommand.self]),
        ])

    /// Runs a command, and ends the process with the exit status of the contract.
    static func main() async {
        StandardStreams.prepare()
        var status = ExitStatus.done
        do {
            let arguments = ArgumentOrder.globalsLast(Array(CommandLine.arguments.dropFirst()))
            var command = try parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            status = Failure.report(error)
        }
        Glibc.exit(status.rawValue)
    }
}

import Foundation

/// A daemon that runs on a device; stopped at the end at the latest.
final class RunningDaemon {
    let device: Device
    let address: String
    let logFile: String
    private let process: Process

    init(_ device: Device, peers: [String] = [], more: [String] = []) throws {
        self.device = device
        let out = device.fresh("out")
        logFile = device.fresh("log")
        let arguments =
            ["run", "--json"] + peers.flatMap { ["--peer", $0] } + more
        process = try Launch.process(
            arguments, environment: device.environment, input: nil, out: out, err: logFile)
        let process = process
        let isUp = eventually {
            Device.read(out).hasSuffix("\n") || !process.isRunning
        }
        guard isUp, process.isRunning else {
            throw Missing("the daemon of \(device.name) doesn't run: " + Device.read(logFile))
        }
        address = try JSONValue(Device.read(out))["listening"].text.orThrow("an address")
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    var log: String { Device.read(logFile) }
    var processID: Int32 { process.processIdentifier }
    var isRunning: Bool { process.isRunning }

    /// Asks it to stop; its exit status, and the seconds that it took.
    @discardableResult
    func stop(_ signal: Int32 = SIGTERM) -> (status: Int32, seconds: Double) {
        let start = Date()
        if process.isRunning { kill(process.processIdentifier, signal) }
        Launch.wait(process, seconds: 20)
        return (process.terminationStatus, Date().timeIntervalSince(start))
    }

    /// What a power cut does to the process.
    func crash() { stop(SIGKILL) }
}

extension Device {
    /// Joins the space of an organiser whose daemon runs.
    static func joined(
        _ name: String, named: String? = nil, to organiser: RunningDaemon,
        role: String = "station", in scratch: Scratch
    ) throws -> Device {
        let invite = try organiser.device.json("invite", "--role", role)["invite"].text.orThrow()
        let device = Device(name, in: scratch)
        try device.expectDone("join", invite, "--name", named ?? name)
        return device
    }
}

/// Runs daemons on all devices, the others dialling the first, until all hold the same.
///
/// - Returns: whether they became so in time.
func heal(_ devices: [Device], within seconds: Double = 60) throws -> Bool {
    let hub = try RunningDaemon(devices[0])
    let others = try devices.dropFirst().map {
        try RunningDaemon($0, peers: [hub.address], more: ["--no-discovery"])
    }
    let isEqual = try eventually(within: seconds) {
        guard Set(try devices.map { try $0.digest() }).count == 1 else { return false }
        // Names travel beside the log: they are there once all tell it in the same words.
        return Set(try devices.map { try $0.run("log", "--json").out }).count == 1
    }
    for daemon in others + [hub] { daemon.stop() }
    return isEqual
}

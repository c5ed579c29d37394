import Foundation
import Synchronization

/// A person's laptop: a data folder, and the program run on it as its user does.
final class Device {
    let scratch: Scratch
    let name: String
    /// What the environment has besides the folders.
    var variables: [String: String] = ["NEXSTAGE_LANG": "en"]
    private static let counter = Mutex(0)

    static let secondsMaximum = 60.0

    init(_ name: String, in scratch: Scratch) {
        self.name = name
        self.scratch = scratch
    }

    var data: String { scratch.file(name) }

    var environment: [String: String] {
        var environment = [
            "PATH": "/usr/bin:/bin", "HOME": scratch.path,
            "NEXSTAGE_STATE": scratch.file("state"), "NEXSTAGE_DATA": data,
        ]
        environment.merge(variables) { _, new in new }
        return environment
    }

    /// A name for a file that no other run uses.
    func fresh(_ suffix: String) -> String {
        let number = Self.counter.withLock { count in
            count += 1
            return count
        }
        return scratch.file("\(number).\(suffix)")
    }

    /// Runs a command to its end.
    @discardableResult
    func run(
        _ arguments: String..., input: [UInt8]? = nil, program: String = PeerProgram.path
    ) throws -> Outcome {
        try run(arguments, input: input, program: program)
    }

    func run(
        _ arguments: [String], input: [UInt8]? = nil, program: String = PeerProgram.path
    ) throws -> Outcome {
        let (out, err) = (fresh("out"), fresh("err"))
        let inputFile = input.map { _ in fresh("in") }
        if let inputFile, let input {
            try Data(input).write(to: URL(fileURLWithPath: inputFile))
        }
        let process = try Launch.process(
            arguments, environment: environment, input: inputFile, out: out, err: err,
            program: program)
        Launch.wait(process, seconds: Self.secondsMaximum)
        return Outcome(
            status: process.terminationStatus, out: Self.read(out), err: Self.read(err))
    }

    /// Runs a command that must succeed, and reads its JSON.
    func json(_ arguments: String...) throws -> JSONValue {
        let outcome = try run(arguments + ["--json"])
        guard outcome.status == 0 else {
            throw Missing("\(arguments): status \(outcome.status), \(outcome.err)")
        }
        return try outcome.json()
    }

    static func read(_ path: String) -> String {
        guard let data = FileManager.default.contents(atPath: path) else { return "" }
        return String(decoding: data, as: UTF8.self)
    }

    /// The files of the space's database: the main one first.
    var databases: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: data)) ?? []
        return names.filter { $0.hasSuffix(".sqlite") }.sorted().map { data + "/" + $0 }
    }
}

extension Device {
    /// A device with a space of its own.
    static func organiser(_ name: String = "desk", in scratch: Scratch) throws -> Device {
        let device = Device(name, in: scratch)
        try device.expectDone("init", "--name", name)
        try device.expectDone("space", "create", "--name", "Semana de Computação")
        return device
    }

    /// Runs a command that must exit 0.
    func expectDone(_ arguments: String...) throws {
        let outcome = try run(arguments)
        guard outcome.status == 0 else {
            throw Missing("\(arguments): status \(outcome.status), \(outcome.err)")
        }
    }

    /// Enrols people with tickets T-1, T-2 and so on.
    func enrol(_ names: String...) throws {
        for (index, name) in names.enumerated() {
            try expectDone("enrol", "--name", name, "--ticket", "T-\(index + 1)")
        }
    }

    /// The whole state, by its fingerprint.
    func digest() throws -> String { try json("digest")["digest"].text.orThrow() }
}

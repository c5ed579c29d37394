import Foundation
import Testing

@Suite("Completions")
struct CompletionTests {
    let scratch: Scratch
    let device: Device

    init() throws {
        scratch = try Scratch()
        device = Device("desk", in: scratch)
    }

    /// What bash offers for the last of some words.
    private func offered(_ words: String..., folder: String? = nil) throws -> [String] {
        let script = try device.run("--generate-completion-script", "bash")
        let file = try scratch.write(script.out, to: "completion.bash")
        let ask = """
            cd "$1" && source "$0" && shift || exit 9
            set -- nexstage-peer "$@"
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
            function=$(complete -p nexstage-peer | sed -n 's/.* -F \\([^ ]*\\) .*/\\1/p')
            "$function" nexstage-peer "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let outcome = try device.run(
            ["-c", ask, file, folder ?? scratch.path] + words, program: "/bin/bash")
        #expect(outcome.status == 0)
        #expect(outcome.err.isEmpty)
        return outcome.out.split(separator: "\n").map(String.init)
    }

    @Test("every shell's script is there, and bash can read its own")
    func scripts() throws {
        for shell in ["bash", "zsh", "fish"] {
            let outcome = try device.run("--generate-completion-script", shell)
            #expect(outcome.status == 0)
            #expect(outcome.out.contains("conflicts"))
            guard shell == "bash" else { continue }
            let file = try scratch.write(outcome.out, to: "script")
            #expect(try device.run("-n", file, program: "/bin/bash").status == 0)
        }
        #expect(try device.run("--generate-completion-script", "tcsh").status == 2)
    }

    @Test("bash completes commands, subcommands, options and words")
    func words() throws {
        #expect(try offered("conf") == ["conflicts"])
        #expect(try offered("conflicts", "ex") == ["explain"])
        #expect(try offered("checkin", "--che") == ["--checkpoint"])
        #expect(try offered("conflicts", "resolve", "4f2a", "--as", "tw") == ["two-people"])
        #expect(try offered("simulate", "--faults", "no").contains("none"))
    }

    @Test("bash completes files that fit, and folders")
    func files() throws {
        let folder = scratch.file("files")
        for name in ["people.csv", "people.pdf"] {
            try FileManager.default.createDirectory(
                atPath: folder + "/people.d", withIntermediateDirectories: true)
            try Data().write(to: URL(fileURLWithPath: folder + "/" + name))
        }
        let tables = try offered("import", "attendees", "peo", folder: folder)
        #expect(tables.contains("people.csv"))
        #expect(!tables.contains("people.pdf"))
        #expect(try offered("status", "--data", "peo", folder: folder) == ["people.d"])
    }
}

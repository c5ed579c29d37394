import Replica
import Simulator

/// What a simulation found, in words.
struct SimulationText {
    let outcome: SimulationRun.Outcome
    let strings: Strings
    let options: SimulationOptions

    var lines: [String] {
        outcome.trace + [summary, digest] + conflictLines + outcome.failures.flatMap(failure)
            + [verdict]
    }

    /// How a seed is played again.
    func replay(_ seed: UInt64) -> String {
        let rest = options.arguments
        return "nexstage-peer simulate --seed \(seed)\(rest.isEmpty ? "" : " \(rest)") --trace"
    }

    private var summary: String {
        let totals = outcome.totals
        let hours = Self.rounded(Double(totals.simulatedMicroseconds) / 3_600e6)
        let rate = Self.rounded(Double(outcome.reports) / max(outcome.seconds, 0.001))
        return strings.choose(
            en: "\(outcome.reports) seeds, \(hours) simulated hours, \(totals.answers) answers, "
                + "\(totals.operations) operations, \(totals.faults) faults, "
                + "\(totals.verdictsCompared) verdicts compared, in "
                + "\(Self.rounded(outcome.seconds)) s (\(rate) seeds a second)",
            pt: "\(outcome.reports) sementes, \(hours) horas simuladas, \(totals.answers) "
                + "respostas, \(totals.operations) operações, \(totals.faults) falhas, "
                + "\(totals.verdictsCompared) vereditos comparados, em "
                + "\(Self.rounded(outcome.seconds)) s (\(rate) sementes por segundo)")
    }

    private var digest: String {
        let text = outcome.reports == 1 ? outcome.single ?? "" : Self.hexadecimal(outcome.digest)
        return strings.choose(
            en: "trace digest \(text)", pt: "resumo do que aconteceu: \(text)")
    }

    private var conflictLines: [String] {
        let found = outcome.totals.conflicts.sorted { $0.key < $1.key }
            .map { "\($0.key) \($0.value)" }
        return found.isEmpty ? [] : [found.joined(separator: ", ")]
    }

    private func failure(_ report: SimulationReport) -> [String] {
        [
            strings.choose(
                en: "seed \(report.seed) fails: ", pt: "a semente \(report.seed) falha: ")
                + (report.violation?.description ?? ""),
            strings.choose(en: "  replay: ", pt: "  de novo: ") + replay(report.seed),
        ]
    }

    private var verdict: String {
        outcome.failureCount == 0
            ? strings.choose(en: "all clean", pt: "tudo em ordem")
            : strings.choose(
                en: "\(outcome.failureCount) of \(outcome.reports) seeds failed",
                pt: "\(outcome.failureCount) de \(outcome.reports) sementes falharam")
    }

    /// The smallest failing plan with its story.
    func shrunk(_ smallest: Shrinker.Outcome) -> [String] {
        [
            strings.choose(
                en: "shrunk from \(smallest.stepsBefore) steps to \(smallest.stepsAfter) in "
                    + "\(smallest.plays) plays; what is left:",
                pt: "reduzida de \(smallest.stepsBefore) passos a \(smallest.stepsAfter) em "
                    + "\(smallest.plays) tentativas; o que resta:")
        ] + smallest.report.trace
    }

    static func rounded(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

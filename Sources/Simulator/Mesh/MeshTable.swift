import Foundation
package import Replica

/// The tables in Markdown, as they stand in the documentation.
package struct MeshTable {
    let tallies: [MeshTally]
    let language: SentenceLanguage

    /// The tables of some cases.
    package init(_ tallies: [MeshTally], language: SentenceLanguage) {
        self.tallies = tallies
        self.language = language
    }

    /// Both tables, line by line.
    package var lines: [String] {
        let spreads = tallies.filter { $0.mesh.kind != .split }
        let splits = tallies.filter { $0.mesh.kind == .split }
        return (spreads.isEmpty ? [] : spread(spreads) + [""])
            + (splits.isEmpty ? [] : split(splits) + [""]) + [note]
    }

    private func spread(_ tallies: [MeshTally]) -> [String] {
        let heads = [
            language.choose(en: "replicas, network", pt: "réplicas, rede"), "p50 ms", "p99 ms",
            "max ms", language.choose(en: "aim, p99", pt: "meta, p99"),
            language.choose(en: "copies", pt: "cópias"), "bytes",
        ]
        let title = language.choose(
            en: "From one operation's commit to its being durable elsewhere",
            pt: "Do registro de uma operação até estar gravada nas outras réplicas")
        return ["### \(title)", ""]
            + table(
                heads,
                tallies.map { tally in
                    [
                        name(tally.mesh), text(tally.spread(\.median)),
                        text(tally.spread(\.percentile99)), text(tally.spread(\.longest)),
                        aim(tally), text(tally.spread(\.copies), digits: 2),
                        text(tally.spread(\.bytes), digits: 0),
                    ]
                })
    }

    private func split(_ tallies: [MeshTally]) -> [String] {
        let heads = [
            language.choose(en: "replicas", pt: "réplicas"),
            language.choose(en: "operations", pt: "operações"),
            language.choose(en: "first contact ms", pt: "primeiro contato ms"),
            language.choose(en: "all durable ms", pt: "tudo gravado ms"),
            language.choose(en: "logs equal ms", pt: "registros iguais ms"),
            language.choose(en: "aim", pt: "meta"),
            language.choose(en: "copies", pt: "cópias"), "bytes",
        ]
        let title = language.choose(
            en: "From the end of a partition into halves", pt: "Do fim de uma divisão em metades")
        return ["### \(title)", ""]
            + table(
                heads,
                tallies.map { tally in
                    [
                        "\(tally.mesh.replicas)", "2 × \(tally.mesh.operations / 2)",
                        text(tally.spread(\.contact), digits: 0),
                        text(tally.spread(\.complete), digits: 0),
                        text(tally.spread(\.equal), digits: 0), aim(tally),
                        text(tally.spread(\.copies), digits: 2),
                        text(tally.spread(\.bytes), digits: 0),
                    ]
                })
    }

    private func name(_ mesh: MeshCase) -> String {
        let name =
            switch mesh.kind {
            case .quiet, .split: language.choose(en: "nothing lost", pt: "nada se perde")
            case .loss:
                language.choose(en: "1 % of frames lost", pt: "perde-se 1 % dos quadros")
            case .busy:
                language.choose(
                    en: "an operation each 3 s at every replica",
                    pt: "uma operação a cada 3 s em cada réplica")
            }
        return "\(mesh.replicas), \(name)"
    }

    private func aim(_ tally: MeshTally) -> String {
        guard let aim = tally.mesh.aimMilliseconds, let isMet = tally.isMet else { return "–" }
        let text = "≤ " + Self.number(aim, digits: 0)
        return isMet
            ? text : text + language.choose(en: ": **missed**", pt: ": **não atingida**")
    }

    private var note: String {
        let seeds = tallies.map(\.samples.count).max() ?? 0
        return language.choose(
            en: "The median of \(seeds) seeds (smallest–largest), in simulated time.",
            pt: "A mediana de \(seeds) sementes (menor–maior), em tempo simulado.")
    }

    private func table(_ heads: [String], _ rows: [[String]]) -> [String] {
        ["| " + heads.joined(separator: " | ") + " |"]
            + ["|:--|" + String(repeating: "--:|", count: heads.count - 1)]
            + rows.map { "| " + $0.joined(separator: " | ") + " |" }
    }

    private func text(_ spread: MeshTally.Spread, digits: Int = 1) -> String {
        let (median, low, high) = (spread.median, spread.smallest, spread.largest)
        let text =
            "**\(Self.number(median, digits: digits))** (\(Self.number(low, digits: digits))–"
            + "\(Self.number(high, digits: digits)))"
        return language.choose(en: text, pt: text.replacingOccurrences(of: ".", with: ","))
    }

    private static func number(_ value: Double, digits: Int) -> String {
        String(format: "%.\(digits)f", value)
    }
}

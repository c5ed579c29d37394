import Replica

/// Changed settings, and who is one person with whom.
extension Strings {
    /// How many ids of a chain are shown to people.
    private static let linksShownMaximum = 5

    func relation(_ report: RelationReport) -> String {
        let isOne = report.people.count == 1
        return switch report.outcome {
        case .joined: choose(en: "One person from now on:", pt: "Agora é uma só pessoa:")
        case .split where isOne:
            choose(
                en: "Told apart, but still one person through other ids:",
                pt: "Separados, mas ainda são uma só pessoa por outros ids:")
        case .split: choose(en: "Two people from now on:", pt: "Agora são duas pessoas:")
        case .unchanged where isOne:
            choose(en: "One person already:", pt: "Já era uma só pessoa:")
        case .unchanged: choose(en: "Two people already:", pt: "Já eram duas pessoas:")
        }
    }
    func linked(through ids: [String]) -> [String] {
        let shown = ids.prefix(Self.linksShownMaximum).map { " \($0)" }
        let rest = ids.count - shown.count
        let more = rest > 0 ? [choose(en: " … and \(rest) more", pt: " … e mais \(rest)")] : []
        return [
            choose(
                en: "Split one of the two from each of these as well, with person split:",
                pt: "Separe também um dos dois de cada um destes, com person split:")
        ] + shown + more
    }

    func settings(of report: SpaceChangeReport) -> String {
        guard !report.changed.isEmpty else {
            return choose(
                en: "Nothing to change: «\(report.space.name)» is so already.",
                pt: "Nada a mudar: «\(report.space.name)» já está assim.")
        }
        let list = report.changed.map { setting($0, in: report.space) }.joined(separator: ", ")
        return choose(
            en: "Changed in «\(report.space.name)»: \(list).",
            pt: "Alterado em «\(report.space.name)»: \(list).")
    }
    var policyFromNowOn: String {
        choose(
            en: "It holds where it has arrived, from then on; who was admitted before stays "
                + "admitted.",
            pt: "Vale onde já chegou, daí em diante; quem entrou antes continua admitido.")
    }

    private func setting(_ word: String, in space: SpaceReport) -> String {
        switch word {
        case "name": choose(en: "name", pt: "nome") + " \(space.name)"
        case "starts": "\(labelStarts) \(space.starts ?? "")"
        case "ends": "\(labelEnds) \(space.ends ?? "")"
        case "timezone": "\(labelZone) \(space.timezone ?? "")"
        case "capacity":
            "\(labelCapacity) "
                + (space.capacity.map { "\($0)" } ?? choose(en: "without limit", pt: "sem limite"))
        case "policy": "\(labelPolicy) \(space.policy)"
        case "isolation": "\(labelIsolation) \(space.isolation)"
        default: word
        }
    }
}

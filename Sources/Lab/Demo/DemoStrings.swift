package import Replica

/// Every sentence of the demo, in Brazilian Portuguese and in English.
package struct DemoStrings: Sendable {
    let language: SentenceLanguage

    package init(language: SentenceLanguage) { self.language = language }

    private func choose(_ en: String, _ pt: String) -> String { language.choose(en: en, pt: pt) }

    // MARK: - Names

    var event: String { choose("Congress of the demo", "Congresso da demonstração") }
    var office: String { choose("Office", "Secretaria") }
    func gate(_ number: Int) -> String {
        let letter = Character(UnicodeScalar(UInt8(ascii: "A") + UInt8(number % 26)))
        return choose("Gate \(letter)", "Portão \(letter)")
    }

    // MARK: - The story

    func title(_ replicas: Int) -> String {
        choose(
            "NexStage: \(replicas) replicas, each a process with its own file, no server.",
            "NexStage: \(replicas) réplicas, cada uma um processo com seu arquivo, sem servidor.")
    }

    private func part(_ number: Int, _ text: String, _ seconds: Double) -> String {
        let time = Self.seconds(seconds)
        let blanks = String(repeating: " ", count: max(1, 74 - text.count - time.count))
        return " \(number)  \(text)\(blanks)\(time)"
    }

    static func seconds(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) s"
    }

    func joined(_ gates: Int, seconds: Double) -> String {
        part(
            1,
            choose(
                "The office made the event; \(gates) gates joined by invitation.",
                "A secretaria criou o evento; \(gates) portões entraram por convite."), seconds)
    }
    func scheduled(_ activities: Int) -> String {
        choose(
            "   \(activities) activities of the programme imported at the office.",
            "   \(activities) atividades da programação importadas na secretaria.")
    }
    func imported(_ people: Int, seconds: Double) -> String {
        part(
            2,
            choose(
                "\(people) people imported at the office; every gate has them.",
                "\(people) pessoas importadas na secretaria; todo portão as tem."), seconds)
    }
    func together(admitted: Int, refused: Int, seconds: Double) -> String {
        part(
            3,
            choose(
                "Doors open: \(admitted) let in, \(refused) second tries refused.",
                "Portas abertas: \(admitted) entraram, \(refused) repetidos barrados."), seconds)
    }
    func alone(admitted: Int, replicas: Int, seconds: Double) -> String {
        part(
            4,
            choose(
                "Network cut: \(replicas) replicas, each alone, let \(admitted) more in.",
                "Rede cortada: \(replicas) réplicas, cada uma só, deixaram entrar +\(admitted)."),
            seconds)
    }
    func healed(seconds: Double) -> String {
        part(
            5,
            choose(
                "Network back: all replicas hold the same.",
                "Rede de volta: todas as réplicas têm o mesmo."), seconds)
    }

    func checked(_ operations: Int, replicas: Int, seconds: Double) -> String {
        part(
            6,
            choose(
                "Checked \(operations) operations on each of \(replicas) replicas.",
                "Conferidas \(operations) operações em cada uma das \(replicas) réplicas."),
            seconds)
    }

    // MARK: - What is waited for

    var spreading: String {
        choose("Spreading to every replica", "A distribuição a todas as réplicas")
    }
    var meeting: String { choose("Every replica's first contact", "O primeiro contato") }
    var parting: String { choose("Noticing the cut", "A percepção do corte") }
    var healing: String { choose("Healing", "A convergência") }

    // MARK: - The end

    var whoCame: String { choose("Who was let in", "Quem entrou") }
    var byGate: String { choose("by gate", "por portão") }
    var byCategory: String { choose("by category (people)", "por categoria (pessoas)") }
    var noCategory: String { choose("none", "nenhuma") }
    func refusals(_ count: Int) -> String {
        choose("refused \(count)", "barrados \(count)")
    }
    func totals(admitted: Int, inside: Int, people: Int) -> String {
        choose(
            "\(admitted) of \(people) people came; \(inside) are inside.",
            "\(admitted) de \(people) pessoas vieram; \(inside) estão dentro.")
    }
    var conflictsTitle: String {
        choose("What two gates could not know", "O que dois portões não podiam saber")
    }
    func noneOfThem(_ more: Int) -> String {
        choose("… and \(more) more", "… e mais \(more)")
    }
    func className(_ word: String, isNotice: Bool) -> String {
        word + (isNotice ? choose(" (notice)", " (aviso)") : "")
    }
    func proof(_ report: DemoReport) -> [String] {
        let wire = BenchReport.number(Double(report.bytesOnWire) / 1024)
        return [
            choose(
                "\(report.acknowledged) operations were acknowledged; \(report.missing) are missing "
                    + "anywhere.",
                "\(report.acknowledged) operações foram confirmadas; faltam \(report.missing)."),
            choose(
                "Digest of all \(report.digests.count): \(report.digests.first?.prefix(16) ?? "")",
                "Digest das \(report.digests.count): \(report.digests.first?.prefix(16) ?? "")"),
            choose(
                "\(wire) KiB on the wire; every log and signature verified on every replica.",
                "\(wire) KiB na rede; todo log e assinatura verificado em toda réplica."),
        ]
    }
    package func kept(_ path: String) -> String {
        choose("Everything is kept in \(path)", "Tudo ficou guardado em \(path)")
    }

    // MARK: - Trouble

    var failed: String { choose("The demo FAILED:", "A demonstração FALHOU:") }
    var digestsDiffer: String {
        choose("The replicas' digests differ.", "Os digests das réplicas diferem.")
    }
    var conflictsDiffer: String {
        choose("The replicas tell different conflicts.", "As réplicas contam conflitos diferentes.")
    }
    var missing: String { choose("operations missing", "operações que faltam") }
    var people: String { choose("people", "pessoas") }
    var admitted: String { choose("people let in", "pessoas que entraram") }
    func differs(_ what: String, wanted: Int, got: Int) -> String {
        choose(
            "\(what): the script makes \(wanted), the replicas say \(got).",
            "\(what): o roteiro dá \(wanted), as réplicas dizem \(got).")
    }
}

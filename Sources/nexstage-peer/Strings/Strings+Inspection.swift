/// Status, peers, log, conflicts, verify.
extension Strings {
    var headingNext: String { choose(en: "Next", pt: "A seguir") }
    var labelReplica: String { choose(en: "replica", pt: "réplica") }
    var labelEvent: String { choose(en: "event", pt: "evento") }
    var labelPeople: String { choose(en: "people", pt: "pessoas") }
    var labelPeers: String { choose(en: "peers", pt: "pares") }
    var labelDaemon: String { choose(en: "daemon", pt: "serviço") }
    var labelData: String { choose(en: "data", pt: "dados") }
    var labelAsOf: String { choose(en: "as of", pt: "como em") }
    var labelSeenBy: String { choose(en: "seen by", pt: "visto por") }
    var labelWritten: String { choose(en: "written", pt: "registrado") }
    var labelAnswer: String { choose(en: "verdict", pt: "veredito") }
    var labelConflicts: String { choose(en: "conflicts", pt: "conflitos") }

    func people(enrolled: Int, admitted: Int, inside: Int, capacity: UInt64?) -> String {
        choose(
            en:
                "\(enrolled) enrolled, \(admitted) came, \(self.inside(inside, capacity: capacity))",
            pt:
                "\(enrolled) inscritos, \(admitted) vieram, \(self.inside(inside, capacity: capacity))"
        )
    }
    func operations(_ count: Int, logs: Int, digest: String) -> String {
        choose(
            en: "\(count) operations in \(logs) \(logs == 1 ? "log" : "logs"), digest \(digest)",
            pt:
                "\(count) operações em \(logs) \(logs == 1 ? "registro" : "registros"), resumo \(digest)"
        )
    }
    func daemonRuns(_ process: Int32, listening: String?) -> String {
        let place = listening ?? choose(en: "no address", pt: "nenhum endereço")
        return choose(
            en: "runs (process \(process)), listens on \(place)",
            pt: "rodando (processo \(process)), escuta em \(place)")
    }
    var daemonStopped: String { choose(en: "not running", pt: "parado") }
    func peersInContact(_ count: Int, of known: Int) -> String {
        known == 0
            ? choose(en: "none known yet", pt: "nenhum conhecido ainda")
            : choose(
                en: "\(count) of \(known) in contact", pt: "\(count) de \(known) em contato")
    }
    func openConflicts(_ count: Int) -> String {
        count == 0
            ? choose(en: "none open", pt: "nenhum aberto")
            : choose(en: "\(count) open", pt: "\(count) \(count == 1 ? "aberto" : "abertos")")
    }

    var nextSpaceStep: String {
        choose(
            en: "space create --name NAME, or join INVITE",
            pt: "space create --name NOME, ou join CONVITE")
    }
    var nextRun: String {
        choose(
            en: "run: gossip with the other replicas",
            pt: "run: trocar dados com as outras réplicas")
    }
    var nextInvite: String {
        choose(
            en: "invite --role station: bring in another device",
            pt: "invite --role station: trazer outro dispositivo")
    }
    var nextImportPeople: String {
        choose(
            en: "import attendees FILE.csv: bring the people in",
            pt: "import attendees ARQUIVO.csv: trazer as pessoas")
    }
    var nextScan: String {
        choose(en: "checkin -: scan tickets at the door", pt: "checkin -: ler ingressos na porta")
    }
    func nextConflicts(_ count: Int) -> String {
        choose(
            en: "conflicts list --open: decide \(count)",
            pt: "conflicts list --open: decidir \(count)")
    }
    func nextRecovery(_ path: String) -> String {
        choose(
            en: "print \(path), then take it off this machine",
            pt: "imprima \(path) e tire-o desta máquina")
    }
    var nextWaitAdmission: String {
        choose(
            en: "run: this device is not admitted yet, its operations have no effect elsewhere",
            pt: "run: este dispositivo ainda não foi admitido, o que ele grava não vale nos outros")
    }
    func nextPeers(_ names: String) -> String {
        choose(
            en: "peers: \(names) can't be heard; check the network, gates go on alone",
            pt: "peers: \(names) sem contato; confira a rede, os portões seguem sozinhos")
    }

    func peerState(_ state: String) -> String {
        switch state {
        case "up_to_date": choose(en: "● up to date", pt: "● em dia")
        case "syncing": choose(en: "● syncing", pt: "● sincronizando")
        case "connecting": choose(en: "○ connecting", pt: "○ conectando")
        case "lost": choose(en: "▲ lost", pt: "▲ sem contato")
        default: choose(en: "▲ unreachable", pt: "▲ inacessível")
        }
    }
    func behind(_ behind: UInt64, ahead: UInt64) -> String {
        switch (behind, ahead) {
        case (0, 0): ""
        case (0, _): choose(en: "\(ahead) to send", pt: "\(ahead) a enviar")
        case (_, 0): choose(en: "\(behind) to receive", pt: "\(behind) a receber")
        default:
            choose(
                en: "\(behind) to receive, \(ahead) to send",
                pt: "\(behind) a receber, \(ahead) a enviar")
        }
    }
    func clockOffset(_ milliseconds: Int64) -> String {
        let seconds = Double(milliseconds) / 1000
        let text = (seconds < 0 ? "−" : "+") + "\((abs(seconds) * 10).rounded() / 10) s"
        return choose(en: "clock \(text)", pt: "relógio \(text)")
    }
    func lastHeard(_ time: String) -> String {
        choose(en: "last heard \(time)", pt: "último contato \(time)")
    }
    var noPeers: String {
        choose(
            en: "No peer was ever heard. Start one with: run --peer HOST:PORT",
            pt: "Nenhum par foi ouvido ainda. Comece com: run --peer HOST:PORT")
    }

    var noConflicts: String { choose(en: "No conflicts.", pt: "Nenhum conflito.") }
    func conflictState(isNotice: Bool, isOpen: Bool, decision: String?) -> String {
        if let decision { return choose(en: "decided: \(decision)", pt: "decidido: \(decision)") }
        if isNotice { return choose(en: "notice", pt: "aviso") }
        return isOpen ? choose(en: "open", pt: "aberto") : choose(en: "settled", pt: "resolvido")
    }
    func outOfContact(_ time: String) -> String {
        choose(en: "out of contact since \(time)", pt: "sem contato desde \(time)")
    }
    func conflictsResolved(_ count: Int, _ decision: String) -> String {
        count == 1
            ? choose(en: "Decided: \(decision).", pt: "Decidido: \(decision).")
            : choose(en: "\(count) decided: \(decision).", pt: "\(count) decididos: \(decision).")
    }

    func conflictsReopened(_ count: Int) -> String {
        count == 1
            ? choose(en: "Open again.", pt: "Aberto de novo.")
            : choose(en: "\(count) open again.", pt: "\(count) abertos de novo.")
    }

    var verifying: String { choose(en: "Verifying", pt: "Verificando") }
    func verified(logs: Int, operations: Int, signatures: Int, spoilt: Int) -> String {
        choose(
            en: "All is well: \(logs) logs, \(operations) operations, \(signatures) signatures "
                + "checked, and the tables are what the log says.",
            pt: "Tudo certo: \(logs) registros, \(operations) operações, \(signatures) assinaturas "
                + "conferidas, e as tabelas são o que o registro diz.")
            + (spoilt == 0
                ? ""
                : choose(
                    en: " \(spoilt) of the signatures were spoilt on their way; later ones prove "
                        + "the same operations, so nothing needs to be done.",
                    pt: " \(spoilt) das assinaturas se estragaram no caminho; as seguintes provam "
                        + "as mesmas operações, então não é preciso fazer nada."))
    }
    func evidenceHolds(logs: Int, operations: Int, signatures: Int, exporter: String) -> String {
        choose(
            en: "The evidence holds: the conflict follows from the log that comes with it "
                + "(\(logs) logs, \(operations) operations, \(signatures) signatures checked; "
                + "handed out by \(exporter)). Names are not in it.",
            pt: "A evidência confere: o conflito decorre do registro que vem com ela "
                + "(\(logs) registros, \(operations) operações, \(signatures) assinaturas "
                + "conferidas; entregue por \(exporter)). Nomes não estão nela.")
    }
    func evidenceFails(_ count: Int) -> String {
        choose(
            en:
                "The evidence does not hold (\(count)): it was damaged or changed. Ask for it again.",
            pt: "A evidência não confere (\(count)): foi danificada ou alterada. Peça de novo.")
    }
    func evidenceWritten(_ path: String) -> String {
        choose(
            en: "Written: \(path). Anybody can check it with: nexstage-peer verify --evidence FILE",
            pt: "Gravado: \(path). Qualquer um confere com: nexstage-peer verify --evidence ARQUIVO"
        )
    }
    func damaged(_ count: Int) -> String {
        choose(
            en:
                "Damage found (\(count)). Don't delete anything. Mend it from another replica: verify "
                + "--repair-from HOST:PORT; or restore a backup beside it, or join again.",
            pt: "Há danos (\(count)). Não apague nada. Repare a partir de outra réplica: verify "
                + "--repair-from HOST:PORTA; ou restaure uma cópia ao lado, ou entre de novo.")
    }
}

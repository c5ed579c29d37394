/// What the daemon logs. Names of devices only: never a guest, an e-mail, a CPF.
extension Strings {
    func listening(_ address: String) -> String {
        choose(en: "listening on \(address)", pt: "escutando em \(address)")
    }
    var notListening: String {
        choose(en: "running, not listening", pt: "rodando, sem escutar")
    }
    func daemonTwice(_ process: String, _ folder: String) -> String {
        choose(
            en:
                "A daemon runs on \(folder) already (process \(process)): use it, or stop it first.",
            pt:
                "Já há um serviço rodando em \(folder) (processo \(process)): use-o, ou pare-o antes."
        )
    }
    func stopped(_ signal: String) -> String {
        choose(en: "stopped (\(signal))", pt: "parado (\(signal))")
    }
    func found(_ name: String) -> String {
        choose(en: "in contact with \(name)", pt: "em contato com \(name)")
    }
    func lost(_ name: String) -> String {
        choose(
            en: "lost contact with \(name); this replica goes on alone",
            pt: "sem contato com \(name); esta réplica segue sozinha")
    }
    func upToDate(_ name: String) -> String {
        choose(en: "up to date with \(name)", pt: "em dia com \(name)")
    }
    func fingerprintsDiffer(_ name: String) -> String {
        choose(
            en: "ALARM: same log as \(name), but another state. Run verify on both.",
            pt: "ALARME: mesmo registro de \(name), mas outro estado. Rode verify nos dois.")
    }
    func refused(_ who: String, _ why: String) -> String {
        choose(en: "refused from \(who): \(why)", pt: "recusado de \(who): \(why)")
    }
    func closed(_ who: String, _ why: String, isByPeer: Bool) -> String {
        isByPeer
            ? choose(en: "\(who) closed the link: \(why)", pt: "\(who) encerrou a ligação: \(why)")
            : choose(
                en: "closed the link to \(who): \(why)", pt: "ligação com \(who) encerrada: \(why)")
    }
    func dialFailed(_ address: String) -> String {
        choose(
            en: "\(address) does not answer; trying again now and then",
            pt: "\(address) não responde; nova tentativa de tempos em tempos")
    }
    func storeFailed(_ why: String) -> String {
        choose(en: "TROUBLE with the disk: \(why)", pt: "PROBLEMA com o disco: \(why)")
    }
    var joinAnswered: String {
        choose(en: "answered a request to join", pt: "pedido de entrada respondido")
    }
}

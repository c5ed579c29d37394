/// What a gate is told.
extension Strings {
    func word(ofVerdict verdict: String, hasNote: Bool) -> String {
        switch verdict {
        case "admitted":
            hasNote
                ? choose(en: "GO · NOTE", pt: "ENTRA · AVISO") : choose(en: "GO", pt: "ENTRA")
        case "already_in": choose(en: "ALREADY IN", pt: "JÁ ENTROU")
        case "out": choose(en: "OUT", pt: "SAIU")
        case "confirm": choose(en: "CHECK ID", pt: "CONFIRA")
        default: choose(en: "STOP", pt: "PARE")
        }
    }

    var unknownPerson: String { choose(en: "(nobody known)", pt: "(ninguém conhecido)") }
    var namelessPerson: String {
        choose(en: "(the name has not arrived yet)", pt: "(o nome ainda não chegou)")
    }

    func confidence(_ confidence: String, inContact: Int, known: Int) -> String {
        switch confidence {
        case "confirmed" where known == 0:
            choose(en: "no other replica known", pt: "nenhuma outra réplica conhecida")
        case "confirmed":
            choose(
                en: "\(inContact) of \(known) peers in contact",
                pt: "\(inContact) de \(known) pares em contato")
        case "stale":
            choose(
                en: "only \(inContact) of \(known) peers in contact",
                pt: "só \(inContact) de \(known) pares em contato")
        default:
            choose(
                en: "isolated: not confirmed with \(known) \(known == 1 ? "peer" : "peers")",
                pt: "isolado: não confirmado com \(known) \(known == 1 ? "par" : "pares")")
        }
    }

    func note(_ text: String) -> String { choose(en: "Note: \(text)", pt: "Aviso: \(text)") }

    func inside(_ count: Int, capacity: UInt64?) -> String {
        let of = capacity.map { " / \($0)" } ?? ""
        return choose(en: "inside \(count)\(of)", pt: "dentro \(count)\(of)")
    }

    func gateHeader(event: String, checkpoint: String, gate: String, isExit: Bool) -> String {
        let mode = isExit ? choose(en: "OUT", pt: "SAÍDA") : choose(en: "IN", pt: "ENTRADA")
        return "\(event) · \(checkpoint) · \(gate) · \(mode)"
    }

    var scanHint: String {
        choose(
            en: "Scan a ticket, or type a name and Enter. Ctrl-D ends.",
            pt: "Leia um ingresso, ou digite um nome e Enter. Ctrl-D termina.")
    }

    func scanTotals(admitted: Int, alreadyIn: Int, stopped: Int, left: Int) -> String {
        var parts = [
            choose(en: "\(admitted) in", pt: "\(admitted) entraram"),
            choose(en: "\(alreadyIn) already in", pt: "\(alreadyIn) já tinham entrado"),
            choose(en: "\(stopped) stopped", pt: "\(stopped) barrados"),
        ]
        if left > 0 { parts.append(choose(en: "\(left) out", pt: "\(left) saíram")) }
        return parts.joined(separator: " · ")
    }

    var tooLong: String {
        choose(
            en: "A line was too long for a code and was cut.",
            pt: "Uma linha era longa demais para um código e foi cortada.")
    }
    var notText: String {
        choose(
            en: "A line was not text in UTF-8.", pt: "Uma linha não era texto em UTF-8.")
    }

    func undone(_ operation: String) -> String {
        choose(en: "Undone: \(operation)", pt: "Desfeito: \(operation)")
    }
}

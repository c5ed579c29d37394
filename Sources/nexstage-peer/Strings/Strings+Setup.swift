/// Setting a replica and its space up.
extension Strings {
    func initialised(name: String, folder: String) -> String {
        choose(
            en: "This device is now «\(name)», in \(folder).",
            pt: "Este dispositivo agora é «\(name)», em \(folder).")
    }
    var nextSpace: String {
        choose(
            en: "Next: space create --name NAME, or join INVITE.",
            pt: "A seguir: space create --name NOME, ou join CONVITE.")
    }

    func spaceCreated(name: String, id: String) -> String {
        choose(
            en: "Created «\(name)» (\(id)).", pt: "«\(name)» foi criado (\(id)).")
    }
    func recoveryKey(_ path: String) -> [String] {
        [
            choose(
                en: "Recovery key: \(path)", pt: "Chave de recuperação: \(path)"),
            choose(
                en: "Print it, keep the paper safe, and take the file off this machine: whoever "
                    + "has it rules the event.",
                pt: "Imprima, guarde o papel e tire o arquivo desta máquina: quem o tem manda no "
                    + "evento."),
        ]
    }
    var nextImport: String {
        choose(
            en: "Next: import attendees FILE.csv, invite --role station.",
            pt: "A seguir: import attendees ARQUIVO.csv, invite --role station.")
    }
    var noSpaces: String {
        choose(en: "No space yet. \(nextSpace)", pt: "Ainda não há evento. \(nextSpace)")
    }

    var labelStarts: String { choose(en: "starts", pt: "início") }
    var labelEnds: String { choose(en: "ends", pt: "fim") }
    var labelZone: String { choose(en: "time zone", pt: "fuso horário") }
    var labelCapacity: String { choose(en: "capacity", pt: "lotação") }
    var labelPolicy: String { choose(en: "policy", pt: "política") }
    var retiredDevice: String { choose(en: "retired", pt: "fora de uso") }
    func walkIns(_ count: Int, of rights: UInt64) -> String {
        choose(en: "\(count)/\(rights) registered", pt: "\(count)/\(rights) inscritos na porta")
    }
    var labelIsolation: String { choose(en: "isolation", pt: "isolamento") }
    var labelRole: String { choose(en: "role", pt: "papel") }
    var labelCheckpoints: String { choose(en: "checkpoints", pt: "pontos de controle") }
    var labelFile: String { choose(en: "file", pt: "arquivo") }
    var notAdmitted: String { choose(en: "not admitted yet", pt: "ainda não admitido") }

    func checkpointAdded(_ name: String) -> String {
        choose(en: "Checkpoint «\(name)» is there.", pt: "Ponto de controle «\(name)» pronto.")
    }

    func invitation(role: String, expires: String) -> String {
        choose(
            en: "Invitation for one \(role), good until \(expires). On the new device:",
            pt: "Convite para um(a) \(role), válido até \(expires). No novo dispositivo:")
    }
    var invitationWithoutAddress: String {
        choose(
            en:
                "The invitation names no address: start «run --listen 127.0.0.1:7400» first, or give "
                + "--address HOST:PORT; the new device can also be told with join --address.",
            pt: "O convite não tem endereço: inicie «run --listen 127.0.0.1:7400» antes, ou use "
                + "--address HOST:PORT; o novo dispositivo também aceita join --address.")
    }
    func invitationListens(_ addresses: [String]) -> String {
        let list = addresses.joined(separator: ", ")
        return choose(
            en: "It works while this device runs and is reached at \(list).",
            pt: "Funciona enquanto este dispositivo roda e é alcançado em \(list).")
    }

    func joined(space: String, role: String?) -> String {
        let role = role ?? notAdmitted
        return choose(
            en: "Joined «\(space)» as \(role).", pt: "Entrou em «\(space)» como \(role).")
    }
    func joinedBehind(_ address: String) -> String {
        choose(
            en: "Admitted, but not all data has come yet: keep «run --peer \(address)» running.",
            pt: "Admitido, mas os dados ainda não chegaram todos: deixe «run --peer \(address)» "
                + "rodando.")
    }
    var joinNoAddress: String {
        choose(
            en: "The invitation names no address: give one with --address HOST:PORT.",
            pt: "O convite não tem endereço: indique um com --address HOST:PORT.")
    }
    var joinNeedsName: String {
        choose(
            en: "This folder is no replica yet: give this device a name with --name.",
            pt: "Esta pasta ainda não é uma réplica: dê um nome a este dispositivo com --name.")
    }
    var joining: String { choose(en: "Joining", pt: "Entrando") }
    var fetching: String { choose(en: "Fetching", pt: "Recebendo") }

    var revoked: String { choose(en: "revoked", pt: "revogado") }
}

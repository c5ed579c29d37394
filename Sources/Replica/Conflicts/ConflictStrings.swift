internal import CRDT

/// Every sentence about conflicts, in both languages: one table.
enum ConflictStrings {
    // MARK: - One sentence for each class

    static let doubleAdmission = ConflictPhrase(
        en: "{person} entered «{checkpoint}» {times}: {passages}; {ignorance}: {contact}.",
        pt: "{person} entrou {times} em «{checkpoint}»: {passages}; {ignorance}: {contact}.")
    static let reentryUnconfirmed = ConflictPhrase(
        en: "{person} entered «{checkpoint}» {times}: {passages}; the later gate had not heard of "
            + "the exit in between{contact}.",
        pt:
            "{person} entrou {times} em «{checkpoint}»: {passages}; o último portão ainda não sabia "
            + "da saída entre as entradas{contact}.")
    static let duplicateSeen = ConflictPhrase(
        en: "{person} had already entered «{checkpoint}» {first}; scan refused {passages}.",
        pt: "{person} já tinha entrado em «{checkpoint}» {first}; leitura recusada {passages}.")
    static let duplicateSeenUnknown = ConflictPhrase(
        en: "{person} had already entered «{checkpoint}»; scan refused {passages}.",
        pt: "{person} já tinha entrado em «{checkpoint}»; leitura recusada {passages}.")
    static let replaySameDevice = ConflictPhrase(
        en: "{person}: the same device read the ticket again at «{checkpoint}»: admitted {first}; "
            + "read again {passages}.",
        pt: "{person}: o mesmo dispositivo leu o ingresso de novo em «{checkpoint}»: entrada "
            + "{first}; leitura repetida {passages}.")
    static let override = ConflictPhrase(
        en: "{person} entered «{checkpoint}» {passages} by a supervisor's decision{reason}{known}.",
        pt: "{person} entrou em «{checkpoint}» {passages} por decisão da supervisão{reason}{known}."
    )
    static let overrideReason = ConflictPhrase(
        en: " (reason: «{note}»)", pt: " (motivo: «{note}»)")
    static let overrideKnown = ConflictPhrase(
        en: "; an entry {first} was known", pt: "; já constava a entrada {first}")
    static let cancelledButPresent = ConflictPhrase(
        en:
            "{person} is inside «{checkpoint}» (entered {passages}), but the enrolment was cancelled "
            + "{cancelled}{contact}.",
        pt: "{person} está dentro de «{checkpoint}» (entrou {passages}), mas a inscrição foi "
            + "cancelada {cancelled}{contact}.")
    static let revokedAfterAdmission = ConflictPhrase(
        en:
            "{person} entered «{checkpoint}» {passages} through a device that was revoked; the entry "
            + "happened, but does not count.",
        pt: "{person} entrou em «{checkpoint}» {passages} por um dispositivo que foi revogado; a "
            + "entrada aconteceu, mas não conta.")
    static let overCapacity = ConflictPhrase(
        en: "{device} registered {count} people at the door and might register {rights}.",
        pt: "{device} inscreveu {count} pessoas na porta e podia inscrever {rights}.")
    static let fieldConflict = ConflictPhrase(
        en: "{owner}: the {field} has {count} values at once: {values}; neither writer knew of the "
            + "other{contact}. For now «{shown}» counts.",
        pt: "{owner}: {field} tem {count} valores ao mesmo tempo: {values}; quem escreveu um não "
            + "sabia do outro{contact}. Por ora vale «{shown}».")
    static let fieldValue = ConflictPhrase(
        en: "«{value}» {passage}", pt: "«{value}» {passage}")
    static let identityCandidate = ConflictPhrase(
        en: "{person} and {other} have the same e-mail and may be one person.",
        pt: "{person} e {other} têm o mesmo e-mail e podem ser a mesma pessoa.")
    static let clockAhead = ConflictPhrase(
        en: "The clock of {device} is at least {deviation} ahead of that of {other}{undecided}.",
        pt: "O relógio de {device} está pelo menos {deviation} adiantado em relação ao de "
            + "{other}{undecided}.")
    static let clockBehind = ConflictPhrase(
        en: "The clock of {device} is at least {deviation} behind that of {other}{undecided}.",
        pt: "O relógio de {device} está pelo menos {deviation} atrasado em relação ao de "
            + "{other}{undecided}.")
    static let clockUndecided = ConflictPhrase(
        en: "; it can't be told which of the two is wrong",
        pt: "; não se sabe qual dos dois está errado")
    static let forkedAuthor = ConflictPhrase(
        en:
            "The log of {device} goes on in {count} ways{since}: its folder was cloned or restored. "
            + "Admissions of every copy count; everything else waits for a decision.",
        pt: "O registro de {device} continua de {count} formas{since}: a pasta foi clonada ou "
            + "restaurada. As entradas de todas as cópias valem; o resto espera uma decisão.")
    static let forkedSince = ConflictPhrase(
        en: " since the operation written {moment}", pt: " desde a operação escrita {moment}")
    static let quarantinedOne = ConflictPhrase(
        en: "One operation of {device} has no effect: {reason}.",
        pt: "Uma operação de {device} está sem efeito: {reason}.")
    static let quarantinedMany = ConflictPhrase(
        en: "{count} operations of {device} have no effect: {reason}.",
        pt: "{count} operações de {device} estão sem efeito: {reason}.")

    // MARK: - Parts

    static let twice = ConflictPhrase(en: "twice", pt: "duas vezes")
    static let times = ConflictPhrase(en: "{count} times", pt: "{count} vezes")
    static let neitherKnew = ConflictPhrase(
        en: "neither knew of the other", pt: "nenhum sabia do outro")
    static let noneKnew = ConflictPhrase(
        en: "the gates did not all know of each other",
        pt: "os portões não sabiam todos uns dos outros")
    static let moment = ConflictPhrase(en: "at {clock}", pt: "às {clock}")
    static let dayAndMoment = ConflictPhrase(
        en: "on {day} at {clock}", pt: "em {day} às {clock}")
    static let passage = ConflictPhrase(
        en: "{moment} at {gate}{operator}", pt: "{moment} no {gate}{operator}")
    static let with = ConflictPhrase(en: " (with {operator})", pt: " (com {operator})")
    static let and = ConflictPhrase(en: " and ", pt: " e ")
    static let more = ConflictPhrase(en: "{count} more", pt: "mais {count}")
    static let lastHeard = ConflictPhrase(
        en: "{gate} had last heard {other} {moment}",
        pt: "o {gate} tinha ouvido o {other} pela última vez {moment}")
    static let noContact = ConflictPhrase(
        en: "no earlier contact between them is recorded",
        pt: "não há registro de contato anterior entre eles")
    static let copies = ConflictPhrase(
        en: "they are copies of one device", pt: "são cópias do mesmo dispositivo")
    static let nameMissing = ConflictPhrase(
        en: "(name not available)", pt: "(nome não disponível)")
    static let valueMissing = ConflictPhrase(
        en: "(value not available)", pt: "(valor não disponível)")
    static let event = ConflictPhrase(en: "The event", pt: "O evento")
    static let yes = ConflictPhrase(en: "yes", pt: "sim")
    static let no = ConflictPhrase(en: "no", pt: "não")

    static func field(_ field: RegisterKey.Field) -> ConflictPhrase {
        switch field {
        case .name: ConflictPhrase(en: "name", pt: "o nome")
        case .starts: ConflictPhrase(en: "start", pt: "o início")
        case .ends: ConflictPhrase(en: "end", pt: "o fim")
        case .timezone: ConflictPhrase(en: "time zone", pt: "o fuso horário")
        case .capacity: ConflictPhrase(en: "capacity", pt: "a capacidade")
        case .policy: ConflictPhrase(en: "policy", pt: "a política de entrada")
        case .profile: ConflictPhrase(en: "profile", pt: "o cadastro")
        case .category: ConflictPhrase(en: "category", pt: "a categoria")
        case .blocked: ConflictPhrase(en: "block", pt: "o bloqueio")
        }
    }

    static func reason(_ permission: Permission) -> ConflictPhrase {
        switch permission {
        case .permitted: ConflictPhrase(en: "permitted", pt: "permitida")
        case .unknownCredential:
            ConflictPhrase(
                en: "the grant that it cites is not known here",
                pt: "a permissão citada não é conhecida aqui")
        case .notPermitted:
            ConflictPhrase(
                en: "the device's role does not permit that",
                pt: "o papel do dispositivo não permite")
        case .revoked:
            ConflictPhrase(en: "the device was revoked", pt: "o dispositivo foi revogado")
        case .unknownKind:
            ConflictPhrase(
                en: "of a kind that this version does not know",
                pt: "de um tipo que esta versão não conhece")
        case .forked:
            ConflictPhrase(
                en: "written after the folder was cloned or restored",
                pt: "escrito depois de a pasta ser clonada ou restaurada")
        }
    }
}

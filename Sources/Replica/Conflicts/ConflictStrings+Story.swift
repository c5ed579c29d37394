internal import CRDT

/// The lines of `conflicts explain`.
extension ConflictStrings {
    static let header = ConflictPhrase(
        en: "Conflict {id}, class {class}, first seen on {day}.",
        pt: "Conflito {id}, classe {class}, de {day}.")
    static let noticeHeader = ConflictPhrase(
        en: "Notice {id}, class {class}, first seen on {day}.",
        pt: "Aviso {id}, classe {class}, de {day}.")
    static let cut = ConflictPhrase(
        en: "{count} operations in all; these are some of them.",
        pt: "{count} operações ao todo; estas são algumas delas.")
    static let step = ConflictPhrase(
        en: "{number}. {clock}, {gate}{operator}: {what}. Operation {dot}.",
        pt: "{number}. {clock}, {gate}{operator}: {what}. Operação {dot}.")

    static let entry = ConflictPhrase(
        en: "entry of {person} to «{checkpoint}»; recorded verdict: {reason}, {confidence}",
        pt: "entrada de {person} em «{checkpoint}»; veredito registrado: {reason}, {confidence}")
    static let exit = ConflictPhrase(
        en: "exit of {person} from «{checkpoint}»", pt: "saída de {person} de «{checkpoint}»")
    static let attempt = ConflictPhrase(
        en: "scan of {person} at «{checkpoint}» refused; recorded verdict: {reason}, {confidence}",
        pt: "leitura de {person} em «{checkpoint}» recusada; veredito registrado: {reason}, "
            + "{confidence}")
    static let someEntry = ConflictPhrase(en: "an entry", pt: "uma entrada")
    static let someExit = ConflictPhrase(en: "an exit", pt: "uma saída")
    static let someAttempt = ConflictPhrase(en: "a refused scan", pt: "uma leitura recusada")
    static let cancellation = ConflictPhrase(
        en: "enrolment of {person} cancelled", pt: "inscrição de {person} cancelada")
    static let write = ConflictPhrase(
        en: "{owner}: {field} set to «{value}»", pt: "{owner}: {field} passou a ser «{value}»")
    static let alias = ConflictPhrase(
        en: "e-mail noted for one of the two", pt: "e-mail registrado para uma das duas pessoas")
    static let witness = ConflictPhrase(
        en: "noted how far it had heard the others", pt: "anotou até onde tinha ouvido os outros")
    static let other = ConflictPhrase(en: "operation written", pt: "operação escrita")

    static let seenNothing = ConflictPhrase(
        en: "   It had seen no earlier entry or exit of this person here.",
        pt: "   Não tinha visto entrada nem saída anterior desta pessoa aqui.")
    static let seen = ConflictPhrase(
        en: "   It had seen: {operations}.", pt: "   Tinha visto: {operations}.")
    static let seenOne = ConflictPhrase(en: "{kind} {passage}", pt: "{kind} {passage}")
    static let kindEntry = ConflictPhrase(en: "entry", pt: "entrada")
    static let kindExit = ConflictPhrase(en: "exit", pt: "saída")
    static let kindOther = ConflictPhrase(en: "operation", pt: "operação")
    static let heard = ConflictPhrase(
        en: "   It had last heard {other} {moment}.",
        pt: "   Tinha ouvido o {other} pela última vez {moment}.")
    static let neverHeard = ConflictPhrase(
        en: "   It had no contact with {other} on record.",
        pt: "   Não há registro de contato com o {other}.")

    static let clock = ConflictPhrase(en: "Clock: {sentence}", pt: "Relógio: {sentence}")
    static let conclusion = ConflictPhrase(
        en: "Conclusion: {sentence}", pt: "Conclusão: {sentence}")
    static let decided = ConflictPhrase(
        en: "Resolved as {decision} on {day} at {clock} at {device}{operator}.",
        pt: "Resolvido como {decision} em {day} às {clock} em {device}{operator}.")
    static let decidedBeside = ConflictPhrase(
        en: "Also resolved as {decision} on {day} at {clock} at {device}{operator}; the later one "
            + "counts.",
        pt: "Também resolvido como {decision} em {day} às {clock} em {device}{operator}; vale a "
            + "resolução mais recente.")
    static let open = ConflictPhrase(
        en: "Open: nobody has resolved it yet.", pt: "Em aberto: ninguém resolveu ainda.")
    static let notice = ConflictPhrase(
        en: "This is for information; nothing has to be done.",
        pt: "É só um aviso; nada precisa ser feito.")
    static let resolveWith = ConflictPhrase(
        en: "To resolve it: {command}", pt: "Para resolver: {command}")
}

/// What else can be done, with the exact command.
extension ConflictStrings {
    static let undo = ConflictPhrase(
        en: "To undo the later entry: {command}", pt: "Para desfazer a entrada posterior: {command}"
    )
    static let reactivate = ConflictPhrase(
        en: "To enrol the person again: {command}", pt: "Para inscrever a pessoa de novo: {command}"
    )
    static let checkOut = ConflictPhrase(
        en: "If the person leaves: {command}", pt: "Se a pessoa sair: {command}")
    static let checkIn = ConflictPhrase(
        en: "To let the entry count, check the person in on an admitted device: {command}",
        pt: "Para a entrada contar, registre-a num dispositivo admitido: {command}")
    static let join = ConflictPhrase(
        en: "If they are one person: {command}", pt: "Se são a mesma pessoa: {command}")
    static let split = ConflictPhrase(
        en: "If they are two people: {command}", pt: "Se são duas pessoas: {command}")
    static let writePerson = ConflictPhrase(
        en: "To settle it, write the right value once more: {command}",
        pt: "Para acertar, escreva de novo o valor certo: {command}")
    static let writeSpace = ConflictPhrase(
        en: "To settle it, write the right value once more: {command}",
        pt: "Para acertar, escreva de novo o valor certo: {command}")
    static let setClock = ConflictPhrase(
        en: "Set the clock of {device}; the order of what is causally related is right even so.",
        pt:
            "Acerte o relógio de {device}; mesmo assim, a ordem do que tem relação causal está certa."
    )
    static let checkMembers = ConflictPhrase(
        en: "To see who is admitted: {command}", pt: "Para ver quem está admitido: {command}")
    static let checkVersion = ConflictPhrase(
        en: "Install the newer release that wrote them; nothing is lost meanwhile.",
        pt: "Instale a versão mais nova que as escreveu; nada se perde enquanto isso.")
}

extension RowRefusal {
    /// One sentence that says what is wrong with the row and what to do.
    package func sentence(_ language: SentenceLanguage) -> String {
        switch self {
        case .nameMissing:
            language.choose(en: "The name is missing.", pt: "Falta o nome.")
        case .nameTooLong(let characters, let limit):
            language.choose(
                en: "The name has \(characters) characters; at most \(limit) are allowed.",
                pt: "O nome tem \(characters) caracteres; o máximo é \(limit).")
        case .emailInvalid(let problem):
            language.choose(
                en: "The e-mail is invalid: \(problem.clause(.english)).",
                pt: "O e-mail é inválido: \(problem.clause(.brazilianPortuguese)).")
        case .cpfInvalid(let problem):
            language.choose(
                en: "The CPF is invalid: \(problem.clause(.english)).",
                pt: "O CPF é inválido: \(problem.clause(.brazilianPortuguese)).")
        case .fieldTooLong(let field, let limit):
            language.choose(
                en: "The field \(field.label(.english)) has more than \(limit) characters.",
                pt: "O campo \(field.label(.brazilianPortuguese)) tem mais de \(limit) caracteres.")
        case .controlCharacters(let field):
            language.choose(
                en: "The field \(field.label(.english)) has control characters: remove them.",
                pt: "O campo \(field.label(.brazilianPortuguese)) tem caracteres de controle: "
                    + "remova-os.")
        case .noKey:
            language.choose(
                en: "The row has no id, CPF, e-mail or ticket: add one, to know the person by.",
                pt: "A linha não tem id, CPF, e-mail nem ingresso: inclua um, "
                    + "para identificar a pessoa.")
        case .differsFromFirst(let line):
            language.choose(
                en: "Line \(line) has the same person with other data: the first one was kept.",
                pt: "A linha \(line) tem a mesma pessoa com outros dados: a primeira foi mantida.")
        case .malformed(let problem):
            language.choose(
                en: "The row can't be read: \(problem.clause(.english)).",
                pt: "A linha não pode ser lida: \(problem.clause(.brazilianPortuguese)).")
        }
    }
}

extension EmailAddress.Problem {
    /// What is wrong, as a clause.
    package func clause(_ language: SentenceLanguage) -> String {
        switch self {
        case .empty:
            language.choose(en: "it is empty", pt: "está vazio")
        case .tooLong(let limit):
            language.choose(
                en: "it has more than \(limit) bytes", pt: "tem mais de \(limit) bytes")
        case .forbiddenCharacter:
            language.choose(
                en: "it has a space or a character that no address has",
                pt: "tem um espaço ou um caractere que não cabe em um endereço")
        case .atSigns(found: 0):
            language.choose(en: "it has no @", pt: "não tem @")
        case .atSigns:
            language.choose(en: "it has more than one @", pt: "tem mais de um @")
        case .localPart:
            language.choose(
                en: "the part before the @ is empty or too long",
                pt: "a parte antes do @ está vazia ou é longa demais")
        case .domain:
            language.choose(
                en: "the part after the @ is no domain with a dot",
                pt: "a parte depois do @ não é um domínio com ponto")
        }
    }
}

extension CPF.Problem {
    /// What is wrong, as a clause.
    package func clause(_ language: SentenceLanguage) -> String {
        switch self {
        case .forbiddenCharacter:
            language.choose(
                en: "it has something other than digits, dots and a hyphen",
                pt: "tem algo além de dígitos, pontos e hífen")
        case .digits(let found) where found == 9 || found == 10:
            language.choose(
                en: "it has \(found) digits instead of 11; "
                    + "a spreadsheet may have dropped zeros at its beginning",
                pt: "tem \(found) dígitos em vez de 11; "
                    + "a planilha pode ter apagado zeros do começo")
        case .digits(let found):
            language.choose(
                en: "it has \(found) digits instead of 11", pt: "tem \(found) dígitos em vez de 11")
        case .allEqual:
            language.choose(en: "all its digits are equal", pt: "todos os dígitos são iguais")
        case .checkDigits:
            language.choose(
                en: "its check digits are wrong", pt: "os dígitos verificadores não conferem")
        }
    }
}

extension CSVError {
    /// One sentence that says what was wrong and what to do.
    package func sentence(_ language: SentenceLanguage) -> String {
        switch self {
        case .unreadable(let path, let reason):
            language.choose(
                en: "The file \(path) can't be read (\(reason)): check its path and permissions.",
                pt: "Não foi possível ler o arquivo \(path) (\(reason)): "
                    + "confira o caminho e as permissões.")
        case .empty:
            language.choose(
                en: "The file is empty: its first line must name the columns.",
                pt: "O arquivo está vazio: a primeira linha deve ter os nomes das colunas.")
        case .wrongEncoding(let guess):
            guess.sentence(language)
        case .tooManyColumns(let limit):
            language.choose(
                en: "The header names more than \(limit) columns: remove those not needed.",
                pt: "O cabeçalho tem mais de \(limit) colunas: remova as desnecessárias.")
        case .headerRefused(let problem):
            language.choose(
                en: "The header can't be used: \(problem.clause(language)).",
                pt: "O cabeçalho não pode ser usado: \(problem.clause(language)).")
        case .tooManyRows(let limit):
            language.choose(
                en: "The file has more than \(limit) rows, so nothing was imported: split it.",
                pt: "O arquivo tem mais de \(limit) linhas, então nada foi importado: divida-o.")
        }
    }
}

/// How a run of the program ended.
struct Outcome {
    let status: Int32
    let out: String
    let err: String

    /// Standard output as one document.
    func json() throws -> JSONValue { try JSONValue(out) }

    /// Standard output as one object a line.
    func objects() throws -> [JSONValue] {
        try out.split(separator: "\n").map { try JSONValue(String($0)) }
    }

    /// Whether standard error holds exactly one line, and standard output nothing.
    var isOneSentence: Bool {
        out.isEmpty && err.split(separator: "\n", omittingEmptySubsequences: false).count == 2
            && err.hasPrefix("nexstage-peer: ")
    }
}

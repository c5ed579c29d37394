/// What an import of attendees did, or would do.
public struct ImportReport: Codable, Hashable, Sendable {
    /// People whom this replica had not heard of.
    public var added = 0
    /// People of whom the file says something else than what was known.
    public var updated = 0
    /// People of whom all was so already, and rows that repeat an earlier one of the file.
    public var unchanged = 0
    /// The rows that were not taken, in the order of the file.
    public var refused: [Refusal] = []
    /// One sentence for each column that was not read.
    public var ignoredColumns: [String] = []
    /// Whether nothing was written on purpose.
    public var isDryRun = false

    enum CodingKeys: String, CodingKey {
        case added, updated, unchanged, refused
        case ignoredColumns = "ignored_columns"
        case isDryRun = "dry_run"
    }

    /// A row that was not taken.
    public struct Refusal: Hashable, Sendable {
        /// The physical line where the row starts, the header's being 1.
        public let line: Int
        private let cause: Cause

        /// A report of a million refusals must not hold a million sentences.
        private enum Cause: Hashable, Sendable {
            case rule(RowRefusal, SentenceLanguage)
            case sentence(String)
        }

        init(line: Int, _ refusal: RowRefusal, _ language: SentenceLanguage) {
            self.line = line
            cause = .rule(refusal, language)
        }

        /// One sentence that says what is wrong and what to do; it holds no personal data.
        public var reason: String {
            switch cause {
            case .rule(let refusal, let language): refusal.sentence(language)
            case .sentence(let text): text
            }
        }
    }
}

extension ImportReport.Refusal: Codable {
    enum CodingKeys: String, CodingKey { case line, reason }

    /// Reads a refusal with its sentence.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        line = try container.decode(Int.self, forKey: .line)
        cause = .sentence(try container.decode(String.self, forKey: .reason))
    }

    /// Writes the line and the sentence.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(line, forKey: .line)
        try container.encode(reason, forKey: .reason)
    }
}

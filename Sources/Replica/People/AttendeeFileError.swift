/// Why a whole table of attendees is not taken.
package enum AttendeeFileError: Error, Hashable, Sendable {
    case csv(CSVError)
    case header(AttendeeHeaderError)
}

extension AttendeeFileError {
    /// One sentence that says what was wrong and what to do.
    package func sentence(_ language: SentenceLanguage) -> String {
        switch self {
        case .csv(let error): error.sentence(language)
        case .header(let error): error.sentence(language)
        }
    }
}

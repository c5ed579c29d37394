import Replica
import Transport

/// One line of a scanner, as it can be asked for.
struct ScannedCode {
    /// What is looked up.
    let subject: String
    /// Why nothing can be looked up, if so.
    let fault: Fault?

    enum Fault {
        case tooLong
        case notText
    }

    /// Stands for what can't be read: it fits nobody, so the gate gets a «stop» which is recorded
    /// as every other one.
    private static let unreadable = "\u{FFFD}"

    /// Reads a line; nil where it is blank.
    init?(_ line: LineSplitter.Line) {
        switch line {
        case .tooLong: self.init(subject: Self.unreadable, fault: .tooLong)
        case .line(let bytes):
            guard let text = String(validating: bytes, as: UTF8.self) else {
                self.init(subject: Self.unreadable, fault: .notText)
                return
            }
            guard text.contains(where: { !$0.isWhitespace }) else { return nil }
            self.init(subject: text, fault: nil)
        }
    }

    private init(subject: String, fault: Fault?) {
        self.subject = subject
        self.fault = fault
    }

    /// The verdict with the reason that only the reader of the line knows.
    func explained(_ report: VerdictReport, _ strings: Strings) -> VerdictReport {
        guard let fault else { return report }
        var report = report
        report.reason = "invalid"
        report.explanation = fault == .tooLong ? strings.tooLong : strings.notText
        return report
    }
}

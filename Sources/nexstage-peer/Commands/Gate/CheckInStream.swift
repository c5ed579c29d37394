import Glibc
import Replica

/// `checkin -`: one verdict for each line, in order, at once.
struct CheckInStream {
    let work: Workplace
    let replica: Replica
    let gate: GateOptions
    let by: OperatorOptions

    func run() throws {
        let client = work.client(of: replica)
        var display = try GateDisplay(work: work, replica: replica, gate: gate)
        try display.begin()
        var input = InputLines(bytesMaximum: CheckinRequest.subjectBytesMaximum)
        while let lines = try input.next() {
            try display.forgetTyping(lines: lines.count)
            let codes = lines.compactMap(ScannedCode.init)
            let requests = try codes.map { code in
                LocalRequest.checkIn(
                    try gate.request(code.subject, work, by), language: work.language)
            }
            for (code, answer) in zip(codes, try client.perform(requests)) {
                try show(answer, of: code, on: &display)
            }
        }
        try display.end()
    }

    private func show(
        _ answer: LocalAnswer, of code: ScannedCode, on display: inout GateDisplay
    ) throws {
        switch answer {
        case .verdict(let report):
            try display.show(
                code.explained(report, work.strings),
                subject: code.fault == nil ? code.subject : nil)
        case .failed(let word, let message):
            let error = ReplicaError(.init(rawValue: word), message)
            // A person at a keyboard can free some space and go on. A program that counts lines
            // would wait for ever: it gets the end of the stream.
            guard display.isAtKeyboard else { throw error }
            StandardStreams.log("nexstage-peer: \(message)")
        case .undone, .enrolment, .relation, .settings, .checkpoint, .member, .resolved,
            .invitation,
            .state, .done:
            break
        }
    }
}

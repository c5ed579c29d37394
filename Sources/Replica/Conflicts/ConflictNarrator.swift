internal import CRDT
internal import Foundation

/// Tells a conflict in sentences.
struct ConflictNarrator {
    let names: ConflictNames
    let conflict: Conflict
    /// Whether the conflict's times lie on several days, so that each needs its day.
    private let showsDays: Bool

    /// How many operations one sentence tells; of more, how many there are.
    static let passagesMaximum = 4

    var language: SentenceLanguage { names.language }

    init(_ conflict: Conflict, _ names: ConflictNames) {
        self.conflict = conflict
        self.names = names
        let times =
            conflict.operations.map(\.wallMilliseconds)
            + conflict.heard.compactMap(\.wallMilliseconds)
        let zone = names.zone
        showsDays = Set(times.map { Self.day($0, zone) }).count > 1
    }

    /// One sentence: who, where, when, with whom, and until when each side had heard of the other.
    func sentence() throws -> String {
        switch conflict.conflictClass {
        case .doubleAdmission: try doubleAdmission()
        case .reentryUnconfirmed: try reentryUnconfirmed()
        case .duplicateSeen:
            try aboutPerson(
                entries.isEmpty
                    ? ConflictStrings.duplicateSeenUnknown : ConflictStrings.duplicateSeen)
        case .replaySameDevice: try aboutPerson(ConflictStrings.replaySameDevice)
        case .override: try override()
        case .cancelledButPresent: try cancelledButPresent()
        case .revokedAfterAdmission: try aboutPerson(ConflictStrings.revokedAfterAdmission)
        case .overCapacity: overCapacity()
        case .fieldConflict: try fieldConflict()
        case .identityCandidate: try identityCandidate()
        case .clockSuspect: clock()
        case .forkedAuthor: try forkedAuthor()
        case .quarantined: try quarantined()
        }
    }

    // MARK: - Parts that sentences share

    func text(_ phrase: ConflictPhrase, _ values: [String: String] = [:]) -> String {
        phrase.text(language, values)
    }

    func moment(_ milliseconds: UInt64) -> String {
        let clock = TimeText.clock(milliseconds: milliseconds, zone: names.zone)
        return showsDays
            ? text(
                ConflictStrings.dayAndMoment,
                ["day": Self.day(milliseconds, names.zone), "clock": clock])
            : text(ConflictStrings.moment, ["clock": clock])
    }

    func day(_ milliseconds: UInt64) -> String { Self.day(milliseconds, names.zone) }

    private static func day(_ milliseconds: UInt64, _ zone: TimeZone) -> String {
        String(TimeText.dayAndClock(milliseconds: milliseconds, zone: zone).prefix { $0 != " " })
    }

    /// When, where and with whom.
    func passage(_ operation: ConflictOperation) throws -> String {
        text(
            ConflictStrings.passage,
            [
                "moment": moment(operation.wallMilliseconds),
                "gate": try names.gate(operation), "operator": try with(operation),
            ])
    }

    /// The operator in brackets; nothing for unnamed.
    func with(_ operation: ConflictOperation) throws -> String {
        guard operation.operatorLabel > 0 else { return "" }
        let name = try names.operatorName(
            of: operation.dot.author, label: operation.operatorLabel)
        return text(ConflictStrings.with, ["operator": name ?? names.missing])
    }

    func passages(_ operations: [ConflictOperation]) throws -> String {
        list(try operations.map { try passage($0) })
    }

    /// The parts with commas and «and»; of many, how many more there are.
    func list(_ parts: [String]) -> String {
        var shown = Array(parts.prefix(Self.passagesMaximum))
        if parts.count > shown.count {
            let rest = parts.count - shown.count
            shown.append(text(ConflictStrings.more, ["count": "\(rest)"]))
        }
        guard let last = shown.popLast(), !shown.isEmpty else { return parts.first ?? "" }
        return shown.joined(separator: ", ") + text(ConflictStrings.and) + last
    }

    /// What each side had last heard of the other; empty where nothing is on record.
    func contacts() throws -> String {
        let operations = Dictionary(
            conflict.operations.map { ($0.dot, $0) }, uniquingKeysWith: { first, _ in first })
        return list(
            try conflict.heard.compactMap { heard in
                guard let time = heard.wallMilliseconds, let hearer = operations[heard.before],
                    let other = operations[heard.of]
                else { return nil }
                return text(
                    ConflictStrings.lastHeard,
                    [
                        "gate": try names.gate(hearer), "other": try names.gate(other),
                        "moment": moment(time),
                    ])
            })
    }

    /// The person, the checkpoint and the passages, which most sentences have.
    func common() throws -> [String: String] {
        [
            "person": try names.personText(conflict.person),
            "checkpoint": try names.checkpoint(conflict.checkpoint) ?? "?",
            "first": try passages(entries), "passages": try passages(told),
            "times": conflict.operationCount == 2
                ? text(ConflictStrings.twice)
                : text(ConflictStrings.times, ["count": "\(conflict.operationCount)"]),
        ]
    }

    var entries: [ConflictOperation] { conflict.operations.filter { $0.kind == .entry } }

    /// What a sentence is about: refused scans where there are any, else entries.
    private var told: [ConflictOperation] {
        let attempts = conflict.operations.filter { $0.kind == .attempt }
        return attempts.isEmpty ? entries : attempts
    }

    private func aboutPerson(_ phrase: ConflictPhrase) throws -> String {
        text(phrase, try common())
    }
}

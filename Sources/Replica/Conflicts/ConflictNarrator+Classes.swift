internal import CRDT

extension ConflictNarrator {
    func doubleAdmission() throws -> String {
        var values = try common()
        let contacts = try contacts()
        values["ignorance"] = text(
            conflict.operationCount == 2
                ? ConflictStrings.neitherKnew : ConflictStrings.noneKnew)
        let unknown =
            conflict.heard.isEmpty ? ConflictStrings.copies : ConflictStrings.noContact
        values["contact"] = contacts.isEmpty ? text(unknown) : contacts
        return text(ConflictStrings.doubleAdmission, values)
    }

    func reentryUnconfirmed() throws -> String {
        var values = try common()
        values["contact"] = try appendedContacts()
        return text(ConflictStrings.reentryUnconfirmed, values)
    }

    func override() throws -> String {
        var values = try common()
        let forced = entries.filter { $0.shape?.reason == .override }
        let before = entries.filter { $0.shape?.reason != .override }
        values["passages"] = try passages(forced)
        let note = try forced.compactMap { try names.note($0) }.last
        values["reason"] = note.map { text(ConflictStrings.overrideReason, ["note": $0]) } ?? ""
        values["known"] =
            before.isEmpty
            ? "" : text(ConflictStrings.overrideKnown, ["first": try passages(before)])
        return text(ConflictStrings.override, values)
    }

    func cancelledButPresent() throws -> String {
        var values = try common()
        values["cancelled"] = try passages(
            conflict.operations.filter { $0.kind == .cancellation })
        values["contact"] = try appendedContacts()
        return text(ConflictStrings.cancelledButPresent, values)
    }

    func fieldConflict() throws -> String {
        guard case .register(let field) = conflict.subject else { return "" }
        var shown: [String] = []
        for operation in conflict.operations {
            shown.append(
                text(
                    ConflictStrings.fieldValue,
                    [
                        "value": try value(operation, field), "passage": try passage(operation),
                    ]))
        }
        return text(
            ConflictStrings.fieldConflict,
            [
                "owner": try owner(), "field": text(ConflictStrings.field(field)),
                "count": "\(Set(conflict.operations.map(\.value)).count)", "values": list(shown),
                "contact": try appendedContacts(),
                "shown": try conflict.operations.last.map { try value($0, field) } ?? "?",
            ])
    }

    func identityCandidate() throws -> String {
        guard case .other(let other) = conflict.subject else { return "" }
        return text(
            ConflictStrings.identityCandidate,
            [
                "person": try names.personText(conflict.person),
                "other": try names.personText(other),
            ])
    }

    func overCapacity() -> String {
        guard case .walkIns(let finding) = conflict.subject else { return "" }
        return text(
            ConflictStrings.overCapacity,
            [
                "device": names.device(finding.device), "count": "\(finding.registered)",
                "rights": "\(finding.rights)",
            ])
    }

    func clock() -> String {
        guard case .clock(let finding) = conflict.subject else { return "" }
        return clock(finding)
    }

    func clock(_ finding: ClockFinding) -> String {
        text(
            finding.leadMilliseconds > 0
                ? ConflictStrings.clockAhead : ConflictStrings.clockBehind,
            [
                "device": names.device(finding.device),
                "other": names.device(finding.counterpart),
                "deviation": DurationText.text(milliseconds: finding.leadMilliseconds.magnitude),
                "undecided": finding.isUndecided ? text(ConflictStrings.clockUndecided) : "",
            ])
    }

    func forkedAuthor() throws -> String {
        guard case .fork(let log) = conflict.subject else { return "" }
        let since = conflict.operations.first.map { operation in
            text(ConflictStrings.forkedSince, ["moment": moment(operation.wallMilliseconds)])
        }
        return text(
            ConflictStrings.forkedAuthor,
            [
                "device": try names.device(ofLog: log), "since": since ?? "",
                "count": "\(max(conflict.operationCount, 2))",
            ])
    }

    func quarantined() throws -> String {
        guard case .quarantine(let log, let reason) = conflict.subject else { return "" }
        return text(
            conflict.operationCount == 1
                ? ConflictStrings.quarantinedOne : ConflictStrings.quarantinedMany,
            [
                "device": try names.device(ofLog: log), "count": "\(conflict.operationCount)",
                "reason": text(ConflictStrings.reason(reason)),
            ])
    }

    /// Whose register it is.
    func owner() throws -> String {
        if conflict.person != nil { return try names.personText(conflict.person) }
        return try names.checkpoint(conflict.checkpoint).map { "«\($0)»" }
            ?? text(ConflictStrings.event)
    }

    func value(_ operation: ConflictOperation, _ field: RegisterKey.Field) throws -> String {
        try operation.value.map { try names.value($0, of: field) }
            ?? text(ConflictStrings.valueMissing)
    }

    private func appendedContacts() throws -> String {
        let contacts = try contacts()
        return contacts.isEmpty ? "" : "; \(contacts)"
    }
}

import CRDT
import NaiveModel
import Replica

/// Holds what a replica's tables say against what the naive model concludes.
struct ModelComparison {
    let facts: StateFacts
    let outcome: ModelOutcome

    /// The first difference in words; nil where there is none.
    var difference: String? {
        permissions ?? sets ?? people ?? registers ?? presences ?? conflicts
    }

    /// The first difference of the counts that people are shown.
    func difference(from digest: DigestReport) -> String? {
        let ours = [digest.people, digest.enrolled, digest.admitted, digest.occupancy]
        let theirs = [
            outcome.people.count, outcome.enrolled.count, outcome.admitted.count,
            outcome.occupancy,
        ]
        return ours == theirs
            ? nil : "people, enrolled, admitted, occupancy: \(ours), the model \(theirs)"
    }

    private var permissions: String? {
        let ours = Dictionary(
            facts.permissions.map { (ModelDot($0.key), $0.value.rawValue) },
            uniquingKeysWith: { first, _ in first })
        for (dot, permission) in outcome.permissions.sorted(by: { $0.key < $1.key })
        where ours[dot] != permission.rawValue {
            let found = ours[dot].flatMap { Permission(rawValue: $0)?.word } ?? "absent"
            return "\(dot) is \(found), in the model \(permission)"
        }
        guard let extra = ours.keys.filter({ outcome.permissions[$0] == nil }).min() else {
            return nil
        }
        return "\(extra) is not known to the model"
    }

    private var sets: String? {
        let permitted = Set(outcome.permissions.filter { $0.value == .permitted }.keys)
        let removed = Set(outcome.removed.map(\.target)).intersection(permitted)
        return Self.difference("enrolments", facts.enrolments, outcome.effectiveEnrolments)
            ?? Self.difference(
                "attendance", facts.attendance, outcome.effectiveEntries + outcome.effectiveExits)
            ?? Self.difference("removed", facts.removed, Array(removed))
            ?? Self.difference("unresolved", facts.unresolved, outcome.unresolved)
    }

    private static func difference(
        _ what: String, _ ours: [Dot], _ theirs: [ModelDot]
    ) -> String? {
        let (ours, theirs) = (Set(ours.map { ModelDot($0) }), Set(theirs))
        if let extra = ours.subtracting(theirs).min() {
            return "\(what): \(extra), which the model doesn't have"
        }
        if let missing = theirs.subtracting(ours).min() {
            return "\(what): \(missing) is missing, which the model has"
        }
        return nil
    }

    private var people: String? {
        let ours = Set(facts.components.map { $0.map { ModelID($0) } })
        let theirs = Set(outcome.components.filter { $0.count > 1 }.map { $0.sorted() })
        return ours == theirs
            ? nil : "people who are one: \(Self.text(ours)), the model \(Self.text(theirs))"
    }

    private static func text(_ components: Set<[ModelID]>) -> [String] {
        components.map { $0.map(\.description).joined(separator: "=") }.sorted()
    }

    private var registers: String? {
        var seen: Set<ModelRegisterKey> = []
        for register in facts.registers {
            guard let key = Self.key(register.key) else { continue }
            seen.insert(key)
            let theirs = outcome.registers[key]
            let ours = register.undominated.map { ModelDot($0) }.sorted()
            guard ours == theirs?.writes ?? [],
                register.shown.map({ ModelDot($0) }) == theirs?.displayed
            else {
                return "register \(key): \(ours) shows \(register.shown?.description ?? "nothing")"
                    + ", the model \(theirs?.writes ?? []) shows "
                    + (theirs?.displayed.description ?? "nothing")
            }
        }
        let missing = outcome.registers.keys.filter { !seen.contains($0) }.map { "\($0)" }.min()
        return missing.map { "register \($0) is missing" }
    }

    private static func key(_ key: RegisterKey) -> ModelRegisterKey? {
        switch key.entity {
        case .space: ModelRegisterKey(.space, key.field.rawValue)
        case .checkpoint(let id): ModelRegisterKey(.checkpoint(ModelID(id)), key.field.rawValue)
        case .person(.person(let id)): ModelRegisterKey(.person(ModelID(id)), key.field.rawValue)
        case .person(.enrolment): nil
        }
    }

    private var presences: String? {
        var ours: [ModelElement: [ModelDot]] = [:]
        for presence in facts.openEntries {
            ours[
                ModelElement(
                    person: ModelID(presence.person), checkpoint: ModelID(presence.checkpoint))] =
                presence.entries.map { ModelDot($0) }.sorted()
        }
        var theirs: [ModelElement: [ModelDot]] = [:]
        for (element, attendance) in outcome.attendance where !attendance.open.isEmpty {
            theirs[element] = attendance.open
        }
        for element in Set(ours.keys).union(theirs.keys).sorted()
        where ours[element] != theirs[element] {
            return "open entries of \(element.person): \(ours[element] ?? []), the model "
                + "\(theirs[element] ?? [])"
        }
        return nil
    }

    private var conflicts: String? {
        let ours = Set(facts.conflicts.map { Self.text($0) })
        let theirs = Set(outcome.conflicts.map { Self.text($0) })
        if let extra = ours.subtracting(theirs).min() {
            let near = theirs.subtracting(ours).sorted().joined(separator: " | ")
            let dots = facts.conflicts.first { Self.text($0) == extra }?.dots ?? []
            return "conflict \(extra) (\(dots)), which the model doesn't see; it sees: \(near)"
        }
        return theirs.subtracting(ours).min().map { "conflict \($0) is missing" }
    }

    /// Which pair of operations shows best that a clock is wrong is the engine's choice: of a clock
    /// only the device is compared.
    private static func text(_ finding: StateFacts.Finding) -> String {
        if let device = finding.device { return "clock_suspect of \(ModelKey(device))" }
        return text(
            finding.conflictClass.rawValue, finding.person.map { ModelID($0) },
            finding.checkpoint.map { ModelID($0) }, finding.dots.map { ModelDot($0) },
            finding.isOpen, finding.decision?.rawValue)
    }

    private static func text(_ conflict: ModelConflict) -> String {
        if conflict.conflictClass == .clockSuspect, let device = conflict.device {
            return "clock_suspect of \(device)"
        }
        return text(
            conflict.conflictClass.rawValue, conflict.person, conflict.checkpoint,
            conflict.covered, conflict.isOpen, conflict.decision?.rawValue)
    }

    private static func text(
        _ conflictClass: UInt8, _ person: ModelID?, _ checkpoint: ModelID?, _ dots: [ModelDot],
        _ isOpen: Bool, _ decision: UInt8?
    ) -> String {
        let word = ConflictClass(rawValue: conflictClass)?.word ?? "?"
        let decided = decision.map { " decided \($0)" } ?? ""
        return "\(word) of \(person?.description ?? "nobody") at "
            + "\(checkpoint?.description ?? "no place")\(isOpen ? " open" : "")\(decided): "
            + dots.sorted().map(\.description).joined(separator: " ")
    }
}

import CRDT
import Foundation
import Replica
import Testing

@Suite struct RecordTests {
    @Test func record() throws {
        let all: [(ConflictClass, () throws -> ConflictScenario)] = [
            (.doubleAdmission, ConflictScenario.doubleAdmission),
            (.duplicateSeen, ConflictScenario.duplicateSeen),
            (.replaySameDevice, ConflictScenario.replaySameDevice),
            (.override, ConflictScenario.override),
            (.cancelledButPresent, ConflictScenario.cancelledButPresent),
            (.reentryUnconfirmed, ConflictScenario.reentryUnconfirmed),
            (.fieldConflict, ConflictScenario.fieldConflict),
            (.identityCandidate, ConflictScenario.identityCandidate),
            (.clockSuspect, ConflictScenario.clockSuspect),
            (.revokedAfterAdmission, ConflictScenario.revokedAfterAdmission),
            (.forkedAuthor, ConflictScenario.forkedAuthor),
            (.quarantined, { try ConflictScenario.quarantined() }),
        ]
        for (kind, make) in all {
            print("=== \(kind.word)")
            do {
                let scenario = try make()
                for replica in scenario.cluster.replicas {
                    let every = try replica.conflicts(language: "pt-BR").map { $0.conflictClass + (($0.isOpen) ? "!" : "") }
                    print(every, try replica.digest().digest.prefix(8))
                }
                for report in try scenario.coordinator.conflicts(class: kind, language: "pt-BR") {
                    print(report.sentence)
                    print(report.outOfContactSince as Any)
                    print(try scenario.coordinator.explain(id: report.id, language: "pt-BR").joined(separator: "\n"))
                    print(try scenario.coordinator.explain(id: report.id, language: "en").joined(separator: "\n"))
                }
            } catch { print("FAILED \(error)") }
        }
    }
}

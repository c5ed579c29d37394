internal import Foundation
internal import SQLite

/// Idempotency: an operation id that a caller chose gets one answer, however often it asks.
///
/// Answers are local to this folder, committed with what they answer, and kept for 48 hours.
extension WriteTransaction {
    /// How long an answer is kept, milliseconds.
    static let answerMillisecondsMaximum: UInt64 = 48 * 3600 * 1000
    /// How long an operation id may be, bytes.
    static let operationIDBytesMaximum = 128

    /// The answer that was given to an operation id; nil where there is none.
    func answer<Answer: Decodable>(to operationID: String?, as _: Answer.Type) throws -> Answer? {
        guard let operationID else { return nil }
        guard !operationID.isEmpty, operationID.utf8.count <= Self.operationIDBytesMaximum else {
            throw ReplicaError(
                .invalid,
                "An operation id has 1 to \(Self.operationIDBytesMaximum) bytes.")
        }
        let stored = try database.prepare(
            "SELECT answer FROM local_answer WHERE operation = ? AND wall + ? > ?"
        ).row(
            .text(operationID), .integer(Int64(Self.answerMillisecondsMaximum)),
            .integer(Int64(clamping: now))
        ) { row in try row.blob(0) }
        guard let stored else { return nil }
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(stored)) else {
            throw ReplicaError(
                .invalid, "The operation id «\(operationID)» was used for another kind of command.")
        }
        return answer
    }

    /// Keeps the answer to an operation id, in the transaction that carries the operation.
    func remember(_ answer: some Encodable, for operationID: String?) throws {
        guard let operationID else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try database.run(
            "INSERT OR REPLACE INTO local_answer(operation, wall, answer) VALUES(?, ?, ?)",
            .text(operationID), .integer(Int64(clamping: now)),
            .blob([UInt8](try encoder.encode(answer))))
        try database.run(
            "DELETE FROM local_answer WHERE wall + ? < ?",
            .integer(Int64(Self.answerMillisecondsMaximum)), .integer(Int64(clamping: now)))
    }
}

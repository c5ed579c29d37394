internal import CRDT
internal import SQLite

extension Queries {
    /// The conflicts and notices that the operations held show, in the effective order of their
    /// first operations.
    ///
    /// - Parameters:
    ///   - conflictClass: only of this class; nil for all.
    ///   - openOnly: only what nobody has resolved yet.
    func conflicts(
        _ conflictClass: ConflictClass? = nil, openOnly: Bool = false
    ) throws -> [Conflict] {
        let finder = try ConflictFinder(self)
        var conflicts: [Conflict] = []
        for wanted in conflictClass.map({ [$0] }) ?? ConflictClass.allCases {
            if openOnly, wanted.isNotice { continue }
            for var conflict in try finder.find(wanted) {
                if !wanted.isNotice {
                    conflict.decisions = try decisions(on: conflict.dots, wanted)
                }
                if openOnly, !conflict.isOpen { continue }
                conflict.heard = try finder.lastHeard(in: conflict)
                conflicts.append(conflict)
            }
        }
        return conflicts.sorted { ($0.firstTime, $0.id) < ($1.firstTime, $1.id) }
    }

    /// The one conflict or notice whose id begins so.
    ///
    /// - Parameter all: all that there are, where they are known already.
    /// - Throws: ``ReplicaError/Code/invalid`` for too few digits, ``ReplicaError/Code/notFound``
    ///   and ``ReplicaError/Code/ambiguous``.
    func conflict(id prefix: String, among all: [Conflict]? = nil) throws -> Conflict {
        let wanted = prefix.lowercased()
        let isReadable =
            (ConflictID.prefixDigitsMinimum...ConflictID.digits).contains(wanted.utf8.count)
            && wanted.utf8.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            }
        let shown = QuotedList.text([prefix])
        guard isReadable else {
            throw ReplicaError(
                .invalid,
                "\(shown) is no conflict's id: give its first \(ConflictID.prefixDigitsMinimum) to "
                    + "\(ConflictID.digits) hexadecimal digits. See: nexstage-peer conflicts list")
        }
        let found = try (all ?? conflicts()).filter { $0.id.hasPrefix(wanted) }
        guard let only = found.first else {
            throw ReplicaError(
                .notFound,
                "No conflict here has an id that begins with \(shown): it may have been settled by "
                    + "an undo. See: nexstage-peer conflicts list")
        }
        guard found.count == 1 else {
            throw ReplicaError(
                .ambiguous,
                "\(found.count) conflicts have an id that begins with \(shown). Give more digits.")
        }
        return only
    }
}

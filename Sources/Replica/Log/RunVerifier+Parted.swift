internal import CRDT

/// Runs of logs that were continued differently.
extension RunVerifier {
    /// Finds the line on which a run of a log that has parted goes on, and checks it there.
    ///
    /// Whoever doesn't know of the parting sends without a base hash: then every line that has such
    /// a place is tried, and the signature tells.
    func prepareParted(
        _ bytes: [UInt8], _ head: Run.Head, _ author: AuthorRecord
    ) throws -> Preparation {
        guard let trunk = try author.root.flatMap({ try log.author(row: $0) }),
            let device = trunk.introduction?.device
        else { return .outcome(.refused("Log \(head.author) has no beginning here.")) }
        let lines = try log.family(of: trunk).lines(
            holding: head.firstOrdinal - 1, hash: head.baseHash, log, space: space)
        guard !lines.isEmpty else {
            return .outcome(
                .gap(author: head.author, ordinal: trunk.ordinal, hash: trunk.hash))
        }
        var problem = "A signature of log \(head.author) is wrong."
        for line in lines {
            guard
                let base = try log.chainHash(
                    of: line, at: head.firstOrdinal - 1, space: space)
            else { continue }
            var dictionary = try log.dictionary(of: line.row, count: head.dictionaryCount)
            let run: Run
            do throws(CodecError) {
                run = try RunCodec.decode(bytes, dictionary: &dictionary)
            } catch {
                problem = "A run is malformed: \(error)."
                continue
            }
            guard isSigned(run, Self.hashes(from: base, run), by: device) else { continue }
            guard try goesOn(run, line) else {
                problem = "A run of log \(head.author) doesn't fit its place."
                continue
            }
            return .parting(run, base: base)
        }
        guard head.baseHash == nil else { return .outcome(.refused(problem)) }
        return .outcome(
            .unverified(author: head.author, ordinal: trunk.ordinal, hash: trunk.hash))
    }
}

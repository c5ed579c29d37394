import CRDT
import Foundation
import Replica

extension TestCluster {
    /// Brings operations to one replica, and no sheets.
    func pullLogOnly(_ index: Int, from other: Int) throws {
        for head in try replicas[other].summary().frontier.heads {
            let known = try replicas[index].summary().frontier.heads.first {
                $0.author == head.author && $0.branch == head.branch
            }
            var ordinal = known?.ordinal ?? 0
            while case .run(let bytes, let last) = try replicas[other].run(
                of: head.author, branch: head.branch, after: ordinal, expecting: nil,
                maximumBytes: 64 * 1024)
            {
                _ = try replicas[index].apply([bytes])
                ordinal = last
            }
        }
    }

    /// A device that may read only.
    func joinAsObserver() throws -> Replica {
        let folder = DataFolder(path: root + "/observer")
        try folder.initialise(name: "Painel", environment: environment(0))
        let invitation = try replicas[0].invite(
            role: .observer, milliseconds: 3_600_000, addresses: [])
        let request = try Replica.joinRequest(
            try Invitation(text: invitation.text), in: folder, environment: environment(0))
        let observer = try request.finish(replicas[0].answerJoin(request.bytes))
        try Self.pull(observer, from: replicas[0])
        return observer
    }
}

import CRDT
import Foundation
import Replica

/// Real replicas as values: a state is a folder, and a step copies it and applies one run.
final class ReplicaBench {
    let space: RealSpace
    let cast: Cast
    private let start: String
    private var made = 0

    /// What a replica holds, as a folder that nobody has open.
    struct State {
        var path: String
        var digest: String
    }

    /// A space with a cast, and a replica that holds what everybody holds.
    init(_ roles: [Role], granted: Int) throws {
        space = try RealSpace()
        var cast = try Cast(in: space, roles, granted: granted)
        start = try space.join(1).folder.path
        try cast.startHere(space.coordinator)
        self.cast = cast
    }

    func founded() throws -> State {
        State(path: start, digest: try open(start).digest().digest)
    }

    /// The state with one item more.
    func step(_ state: State, _ item: History.Item) throws -> State {
        made += 1
        let path = space.root + "/state\(made)"
        try FileManager.default.copyItem(atPath: state.path, toPath: path)
        let replica = try open(path)
        for outcome in try replica.apply([item.run]) {
            switch outcome {
            case .applied, .forked: break
            case .duplicate, .gap, .unverified, .refused:
                throw Unexpected(what: "not taken: \(outcome)")
            }
        }
        return State(path: path, digest: try replica.digest().digest)
    }

    /// Whether two states are the same once they have shown each other their proofs of partings.
    ///
    /// Which two signatures prove a parting depends on what came first where a log goes on in three
    /// ways, and proofs count in the digest. Peers exchange them before they compare digests.
    func isSame(_ one: State, _ other: State) throws -> Bool {
        if one.digest == other.digest { return true }
        let (first, second) = (try open(one.path), try open(other.path))
        _ = try first.accept(proofs: try second.summary().proofs)
        _ = try second.accept(proofs: try first.summary().proofs)
        return try first.digest().digest == second.digest().digest
    }

    /// Removes a state's folder, once it isn't needed any more.
    func drop(_ state: State) {
        guard state.path != start else { return }
        try? FileManager.default.removeItem(atPath: state.path)
    }

    func open(_ path: String) throws -> Replica {
        try Replica(folder: DataFolder(path: path), environment: space.environment(1))
    }

    /// The rows of a state.
    func rows(_ state: State) throws -> DerivedRows {
        try DerivedRows(
            databasePath: DataFolder(path: state.path)
                .databasePath(of: space.coordinator.space))
    }

    /// What should not have come of an authentic run.
    struct Unexpected: Error {
        var what: String
    }
}

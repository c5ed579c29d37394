internal import CRDT
internal import SQLite

/// Finds the spaces of a data folder.
enum SpaceDirectory {
    /// The database of the space that a person means.
    static func database(in folder: DataFolder, selector: String?) throws -> String {
        guard folder.isInitialised else {
            throw ReplicaError(
                .notInitialised,
                "\(folder.path) is not a replica. Make one with: nexstage-peer init --name NAME "
                    + "--data \(folder.path)")
        }
        let paths = folder.databasePaths
        guard let selector else {
            guard let only = paths.first else {
                throw ReplicaError(
                    .noSpace,
                    "This replica has no space yet. Create one (space create --name NAME) or join "
                        + "one (join INVITE).")
            }
            guard paths.count > 1 else { return only }
            if let current = folder.currentSpace,
                let path = paths.first(where: { current.hasPrefix(name(of: $0)) })
            {
                return path
            }
            throw ReplicaError(
                .whichSpace,
                "There are \(paths.count) spaces. Name one with --space ID|NAME, or choose one for "
                    + "good: space use NAME")
        }
        let wanted = selector.lowercased()
        // Files carry the beginning of the id.
        let byID = paths.filter { path in
            let beginning = name(of: path)
            return wanted.count >= 4
                && (beginning.hasPrefix(wanted) || wanted.hasPrefix(beginning))
        }
        if byID.count == 1, let path = byID.first { return path }
        let byName = paths.filter { (try? spaceName(at: $0)) == selector }
        guard let path = byName.first, byName.count == 1 else {
            throw ReplicaError(
                .noSpace,
                "No single space here is called «\(selector)». See: nexstage-peer space list")
        }
        return path
    }

    private static func name(of path: String) -> Substring {
        path.split(separator: "/").last.map { $0.dropFirst("space-".count).dropLast(7) } ?? ""
    }

    /// The space that a database holds.
    static func spaceID(of database: Database, path: String) throws -> SpaceID {
        let stored = try database.prepare(
            "SELECT value FROM local_setting WHERE key = 'space'"
        ).row { row in SpaceID(bytes: try row.blob(0)) }
        guard let stored, let stored else {
            throw ReplicaError(
                .damaged, "\(path) names no space. It was not finished when it was made; delete it."
            )
        }
        return stored
    }

    /// The space that the database at a path holds.
    static func spaceID(at path: String) throws -> SpaceID {
        try spaceID(of: Database(path: path, mode: .readOnly), path: path)
    }

    private static func spaceName(at path: String) throws -> String? {
        let database = try Database(path: path, mode: .readOnly)
        let space = try spaceID(of: database, path: path)
        let queries = Queries(
            database: database, interner: Interner(database), space: space)
        return try queries.spaceText(.name)
    }
}

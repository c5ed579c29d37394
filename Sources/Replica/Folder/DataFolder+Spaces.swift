public import CRDT

extension DataFolder {
    private var currentPath: String { path + "/space.current" }

    /// The space that commands mean without `--space`, by its whole id; nil where none was chosen.
    public var currentSpace: String? { FileSystem.text(at: currentPath) }

    /// Whether commands mean a space without being told one.
    func isCurrent(_ space: SpaceID) -> Bool {
        currentSpace == space.description || databasePaths == [databasePath(of: space)]
    }

    /// Chooses the space that commands mean without `--space`.
    ///
    /// - Parameter selector: an id's beginning or a name.
    /// - Returns: the space's id.
    public func choose(selector: String) throws -> SpaceID {
        let space = try space(of: selector)
        guard FileSystem.replace(currentPath, with: space.description + "\n") else {
            throw ReplicaError(
                .noAccess, "\(currentPath) can't be written (\(FileSystem.reason())).")
        }
        return space
    }

    /// The space that a person means.
    func space(of selector: String?) throws -> SpaceID {
        try ReplicaError.inWords {
            let path = try SpaceDirectory.database(in: self, selector: selector)
            return try SpaceDirectory.spaceID(at: path)
        }
    }

    /// Removes a space from this folder for good.
    ///
    /// Its database goes, what was put aside of it, and what lies beside it. What peers hold stays
    /// there.
    ///
    /// - Parameters:
    ///   - selector: an id's beginning or a name.
    ///   - confirmation: the space's name, as a person typed it again.
    /// - Returns: the files that were removed.
    public func purge(
        selector: String, confirmation: String, environment: Environment
    ) throws -> [String] {
        let space = try space(of: selector)
        let target = databasePath(of: space)
        let name = try Replica(folder: self, path: target, environment: environment)
            .spaceReport().name
        guard confirmation == name else {
            throw ReplicaError(
                .invalid,
                "Nothing was removed. To remove «\(name)» from this device for good, give its name: "
                    + "--confirm \"\(name)\"")
        }
        let lock = try FolderLock(path: target + ".lock")
        guard try lock.enter() else {
            throw ReplicaError(
                .locked,
                "Another process has \(target) open. Stop «run» and wait for other commands to end."
            )
        }
        // Writing over it in place would promise what neither flash nor file systems keep.
        let stem = "space-\(space.description.prefix(16))."
        let names = FileSystem.names(in: path).filter { $0.hasPrefix(stem) }
        for name in names { FileSystem.remove(path + "/" + name) }
        if currentSpace == space.description { FileSystem.remove(currentPath) }
        return names
    }
}

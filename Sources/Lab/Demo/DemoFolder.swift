internal import Foundation

/// Where the demo's replicas live.
struct DemoFolder {
    let path: String
    private let isKept: Bool

    /// Makes the folder.
    ///
    /// - Parameters:
    ///   - keep: the folder that the user named, which must not exist yet; nil for a temporary one.
    ///   - name: what tells this demo's temporary folder from another's.
    init(keep: String?, name: String) throws(DemoError) {
        isKept = keep != nil
        path = keep ?? NSTemporaryDirectory() + "nexstage-demo-" + name
        let manager = FileManager.default
        guard !manager.fileExists(atPath: path) else { throw .folderExists(path) }
        do {
            try manager.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw .notWritten("\(path) can't be made. Name another folder with --keep.")
        }
    }

    /// Removes it, unless the user wants to look at it.
    func remove() {
        if !isKept { try? FileManager.default.removeItem(atPath: path) }
    }
}

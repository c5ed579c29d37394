import Foundation
import Testing

/// A file of the examples beside the checkout.
enum SharedFile {
    /// Its bytes; nil, which is said, where there are none.
    static func bytes(_ name: String) -> [UInt8]? {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let root = tests.deletingLastPathComponent().deletingLastPathComponent()
        let path = root.appendingPathComponent("../shared/data/" + name).path
        guard let data = FileManager.default.contents(atPath: path) else {
            print("skipped: no ../shared")
            return nil
        }
        return [UInt8](data)
    }
}

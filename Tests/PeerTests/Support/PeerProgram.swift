import Foundation

/// The program under test.
enum PeerProgram {
    /// `$NEXSTAGE_PEER`, else the program beside the test bundle.
    static let path: String = {
        if let path = ProcessInfo.processInfo.environment["NEXSTAGE_PEER"] { return path }
        let bundle = Bundle.allBundles.map(\.bundlePath).first { $0.hasSuffix(".xctest") }
        let beside = bundle.map { ($0 as NSString).deletingLastPathComponent }
        let own = (CommandLine.arguments[0] as NSString).deletingLastPathComponent
        for folder in [beside, own, Bundle.main.bundlePath].compactMap(\.self) {
            let candidate = folder + "/nexstage-peer"
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
        }
        return "nexstage-peer"
    }()
}

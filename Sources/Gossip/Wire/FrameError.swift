/// Why a byte stream isn't one of frames.
package enum FrameError: Error, Hashable, Sendable {
    /// A frame of no bytes has no kind.
    case empty
    /// Longer than a frame of its kind may be at this point.
    case tooLong(kind: UInt8, bytes: Int)
}

extension FrameError: CustomStringConvertible {
    /// One clause that completes «the link was closed: …».
    package var description: String {
        switch self {
        case .empty: "a frame is empty"
        case .tooLong(let kind, let bytes): "a frame of kind \(kind) has \(bytes) bytes"
        }
    }
}

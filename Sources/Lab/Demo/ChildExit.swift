/// How a process ended.
package enum ChildExit: Hashable, Sendable {
    case status(Int32)
    case signal(Int32)

    package var isSuccess: Bool { self == .status(0) }
}

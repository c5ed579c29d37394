/// Whether one may come in again, with the numbers of the format.
package enum ModelPolicy: UInt8, Hashable, Sendable, CaseIterable {
    case reentry = 0
    case single = 1
    case perActivity = 2
    case daily = 3
}

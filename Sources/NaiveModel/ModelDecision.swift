/// What a person decided about a conflict, with the numbers of the format.
package enum ModelDecision: UInt8, Hashable, Sendable {
    case samePerson = 0
    case twoPeople = 1
    case ignore = 2
}

/// The kinds of identifiers, with the numbers of the format.
package enum ModelAliasKind: UInt8, Hashable, Sendable {
    case cpf = 0
    case email = 1
    case ticket = 2
}

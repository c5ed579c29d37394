/// The two statements about two ids, with the numbers of the format.
package enum ModelRelation: UInt8, Hashable, Sendable {
    case same = 0
    case distinct = 1
}

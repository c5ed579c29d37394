/// Which way bytes flow through a link.
package enum LinkDirection: Sendable, Hashable, CaseIterable {
    /// From whoever connected to the link's port, to the link's target.
    case towardsTarget
    /// From the link's target, back to whoever connected.
    case fromTarget

    package var opposite: LinkDirection {
        switch self {
        case .towardsTarget: .fromTarget
        case .fromTarget: .towardsTarget
        }
    }
}

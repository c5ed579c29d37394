/// What happened on one link so far.
package struct LinkStatistics: Sendable, Equatable {
    package let name: String
    /// Accepted so far, refused ones included.
    package var connections = 0
    package var connectionsOpen = 0
    /// Reset at once, because the link was cut or full.
    package var connectionsRefused = 0
    /// The target could not be reached, so that the client's side was reset.
    package var connectFailures = 0
    package var towardsTarget = DirectionStatistics()
    package var fromTarget = DirectionStatistics()

    package init(name: String) {
        self.name = name
    }

    /// Both directions together.
    package var total: DirectionStatistics { towardsTarget + fromTarget }

    package subscript(direction: LinkDirection) -> DirectionStatistics {
        get {
            switch direction {
            case .towardsTarget: towardsTarget
            case .fromTarget: fromTarget
            }
        }
        set {
            switch direction {
            case .towardsTarget: towardsTarget = newValue
            case .fromTarget: fromTarget = newValue
            }
        }
    }
}

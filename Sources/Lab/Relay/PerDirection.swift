/// One value for each direction of a link.
package struct PerDirection<Value> {
    package var towardsTarget: Value
    package var fromTarget: Value

    package subscript(direction: LinkDirection) -> Value {
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

extension PerDirection: Sendable where Value: Sendable {}
extension PerDirection: Equatable where Value: Equatable {}

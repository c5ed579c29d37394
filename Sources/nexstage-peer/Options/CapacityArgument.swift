import ArgumentParser
import Replica

/// `800`, or `none`.
struct CapacityArgument: ExpressibleByArgument {
    let capacity: SpaceChanges.Capacity

    init?(argument: String) {
        if argument == "none" {
            capacity = .unlimited
        } else if let count = UInt64(argument) {
            capacity = .people(count)
        } else {
            return nil
        }
    }
}

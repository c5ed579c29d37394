import ArgumentParser
import CRDT

/// What an invited device is to be.
enum RoleArgument: String, ExpressibleByArgument, CaseIterable {
    case coordinator
    case organiser
    case station
    case observer

    var role: Role {
        switch self {
        case .coordinator: .coordinator
        case .organiser: .organiser
        case .station: .station
        case .observer: .observer
        }
    }
}

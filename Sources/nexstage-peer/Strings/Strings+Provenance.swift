import Foundation
import Lab

/// Where figures come from.
extension Strings {
    /// On which machine, when, and how long it took.
    func provenance(seconds: Double) -> String {
        let machine = Machine.current()
        let seconds = Int(seconds.rounded())
        let day = Date.now.formatted(.iso8601.year().month().day())
        return choose(
            en: "\(machine.processor), \(machine.cores) cores, \(machine.build) build, \(day), "
                + "\(seconds) s.",
            pt: "\(machine.processor), \(machine.cores) núcleos, \(machine.build), \(day), "
                + "\(seconds) s.")
    }
}

/// How the process ends; thrown where everything has been said already.
enum ExitStatus: Int32, Error {
    case done = 0
    case failed = 1
    case wrongUsage = 2
    /// A verdict other than admitted or out.
    case refused = 3
    /// `verify` found damage, or `conflicts list --open` found some.
    case found = 4
}

internal import CRDT
internal import Foundation

/// Refuses settings that nobody could use.
enum SpaceSettingsCheck {
    static func check(_ settings: SpaceSettings) throws(ReplicaError) {
        for (what, text) in [("start", settings.starts), ("end", settings.ends)] {
            guard let text else { continue }
            guard time(text) != nil else {
                throw ReplicaError(
                    .invalid,
                    "The \(what) «\(text)» is not a time. Write it like 2026-11-23T09:00:00-03:00.")
            }
        }
        if let starts = settings.starts.flatMap(time), let ends = settings.ends.flatMap(time),
            ends <= starts
        {
            throw ReplicaError(
                .invalid, "The event ends before it starts. Check --starts and --ends.")
        }
        if let zone = settings.timezone, TimeZone(identifier: zone) == nil {
            throw ReplicaError(
                .invalid, "«\(zone)» is not a time zone. Write it like America/Sao_Paulo.")
        }
        if let capacity = settings.capacity, capacity == 0 || capacity > Limits.integerMaximum {
            throw ReplicaError(
                .invalid,
                "A capacity is at least 1 and at most \(Limits.integerMaximum). Leave it out for no "
                    + "limit.")
        }
    }

    static func time(_ text: String) -> Date? {
        let withFraction = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        if let date = try? Date(text, strategy: .iso8601) { return date }
        return try? Date(text, strategy: withFraction)
    }
}

package import Foundation

/// Where one day of an event ends and the next begins.
///
/// Not at midnight: a party that ends at two belongs to the evening before. Programmes end their
/// days at four in the morning, and so do doors.
package enum EventDay {
    /// The hour of the event's clock at which a day begins.
    package static let startHour = 4

    /// When the day of a moment began, milliseconds since 1970.
    package static func start(of milliseconds: UInt64, zone: TimeZone) -> UInt64 {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let moment = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        func start(on day: Date) -> Date {
            calendar.date(bySettingHour: startHour, minute: 0, second: 0, of: day)
                ?? calendar.startOfDay(for: day)
        }
        var began = start(on: moment)
        if began > moment, let before = calendar.date(byAdding: .day, value: -1, to: moment) {
            began = start(on: before)
        }
        return UInt64(max(0, began.timeIntervalSince1970 * 1000))
    }
}

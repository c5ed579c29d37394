/// Whom a checkpoint lets in, and when.
extension NaiveModel {
    /// "A checkpoint's policy goes before that of the space".
    func policy(_ command: ModelCommand) -> ModelPolicy {
        rule(.policy, command.checkpoint)?.first.flatMap { ModelPolicy(rawValue: $0) }
            ?? command.policy
    }

    /// Why nobody like this person is let in now; nil where they are.
    ///
    /// "Of several: closed (`rules`), the category (`product`), the hours (`invalid_time`), the room
    /// (`capacity`)".
    func closedBy(_ person: ModelID, _ command: ModelCommand) -> ModelReason? {
        if rule(.blocked, command.checkpoint) == [1] { return .rules }
        let wanted = lines(rule(.category, command.checkpoint) ?? [])
        if !wanted.isEmpty, !wanted.contains(category(of: person)) { return .product }
        let hours = lines(rule(.starts, command.checkpoint) ?? []).compactMap(Self.hours)
        let second = command.wallMilliseconds / 1000
        if !hours.isEmpty, !hours.contains(where: { $0.contains(second) }) { return .invalidTime }
        if let room = rule(.capacity, command.checkpoint).flatMap(Self.varint), room > 0,
            inside(command.checkpoint) >= room
        {
            return .capacity
        }
        return nil
    }

    /// "A day begins at four in the morning, by the event's clock": here that is always UTC.
    static func dayStart(_ wallMilliseconds: Int64) -> Int64 {
        let (hour, day): (Int64, Int64) = (3_600_000, 86_400_000)
        return (wallMilliseconds - 4 * hour) / day * day + 4 * hour
    }

    // MARK: - Registers

    private enum Field: UInt8 {
        case starts = 1
        case capacity = 4
        case policy = 5
        case category = 7
        case blocked = 8
    }

    private func rule(_ field: Field, _ checkpoint: ModelID) -> [UInt8]? {
        let writes = registers[ModelRegisterKey(.checkpoint(checkpoint), field.rawValue)] ?? []
        return displayed(writes).map { value($0) }
    }

    /// The category of a person: that of the smallest id which has one.
    private func category(of person: ModelID) -> String {
        for id in identity.members[person] ?? [person] {
            let writes =
                registers[ModelRegisterKey(.person(id), Field.category.rawValue)] ?? []
            if let shown = displayed(writes).map({ value($0) }), !shown.isEmpty {
                return String(decoding: shown, as: UTF8.self)
            }
        }
        return ""
    }

    private func lines(_ value: [UInt8]) -> [String] {
        String(decoding: value, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// How many are inside at a checkpoint: the open entries of each person, of a double admission
    /// that was said to be one person only one.
    private func inside(_ checkpoint: ModelID) -> UInt64 {
        var open = Set(
            attendance.filter { $0.key.checkpoint == checkpoint }.values.flatMap { dots($0.open) })
        for conflict in conflicts
        where conflict.conflictClass == .doubleAdmission && conflict.decision == .samePerson {
            open.subtract(conflict.covered.filter { open.contains($0) }.dropFirst())
        }
        return UInt64(open.count)
    }

    // MARK: - Values

    static func varint(_ bytes: [UInt8]) -> UInt64? {
        guard let last = bytes.last, last < 128, bytes.count < 9 else { return nil }
        return bytes.reversed().reduce(0) { $0 << 7 | UInt64($1 & 127) }
    }

    /// "Lines of two times with a slash between": seconds since 1970.
    private static func hours(_ line: String) -> Range<Int64>? {
        let times = line.split(separator: "/").map { seconds(Array($0.utf8)) }
        guard times.count == 2, let opens = times[0], let closes = times[1], opens < closes else {
            return nil
        }
        return opens..<closes
    }

    /// `2026-11-23T08:00:00-03:00`, to the second.
    private static func seconds(_ text: [UInt8]) -> Int64? {
        guard text.count == 25 else { return nil }
        func number(_ start: Int, _ count: Int) -> Int64 {
            text[start..<start + count].reduce(0) { $0 * 10 + Int64($1) - 48 }
        }
        // Days since 1970 by counting: a loop that nobody can get wrong.
        var days: Int64 = 0
        func isLeap(_ year: Int64) -> Bool {
            year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        }
        for year in 1970..<max(1971, number(0, 4)) where year < number(0, 4) {
            days += isLeap(year) ? 366 : 365
        }
        let months: [Int64] = [
            31, isLeap(number(0, 4)) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
        ]
        for month in months.prefix(max(0, Int(number(5, 2)) - 1)) { days += month }
        days += number(8, 2) - 1
        let clock = number(11, 2) * 3600 + number(14, 2) * 60 + number(17, 2)
        let offset = (number(20, 2) * 60 + number(23, 2)) * 60
        return days * 86_400 + clock - (text[19] == UInt8(ascii: "-") ? -offset : offset)
    }
}

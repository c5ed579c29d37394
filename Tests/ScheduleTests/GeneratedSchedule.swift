import Randomness
import Schedule

/// Programmes with everything that is awkward, from a seed.
enum GeneratedSchedule {
    static let texts = [
        "Ética & software livre", "<b>não é negrito</b>", "\"aspas\" e 'apóstrofos'", "]]> fim",
        "日本語のトーク", "مرحبا بالعالم", "e\u{301} combinado", "👩🏽‍💻 ao vivo", "linha um\nlinha dois",
        "ponto; vírgula, e \\ barra", "tab\tno meio", String(repeating: "ã", count: 60),
    ]

    static func make(seed: UInt64, count: Int = 40) -> Schedule {
        var random = SeededGenerator(seed: seed)
        func pick(_ random: inout SeededGenerator) -> String { texts[random.below(texts.count)] }
        var schedule = Schedule()
        schedule.version = pick(&random)
        schedule.conference.title = pick(&random)
        schedule.conference.acronym = ["ab", "", "Semana de Computação", "31c3"][random.below(4)]
        schedule.conference.slotMinutes = 5
        schedule.conference.timezone = "America/Sao_Paulo"
        let first = CalendarDay(number: 20_000 + Int64(random.below(9_000)))
        for index in 1...3 {
            let date = CalendarDay(number: first.number + Int64(index - 1))
            schedule.days.append(
                Schedule.Day(
                    index: index, date: date,
                    start: LocalInstant(date, minutes: 9 * 60, offsetMinutes: -180),
                    end: LocalInstant(
                        CalendarDay(number: date.number + 1), minutes: 4 * 60, offsetMinutes: -180))
            )
        }
        schedule.rooms = ["Auditório", "Sala <2>", "Pátio & jardim"].map { Schedule.Room(name: $0) }
        for number in 1...count {
            let day = schedule.days[random.below(3)]
            // Until four in the morning of the next day.
            let start = LocalInstant(
                seconds: day.start.seconds + Int64(random.below(18 * 12)) * 300,
                offsetMinutes: -180)
            var activity = Activity(
                guid: GUID(high: random.next(), low: random.next()),
                title: pick(&random) + " \(number)", start: start,
                durationMinutes: 5 * random.below(50),
                room: schedule.rooms[random.below(3)].name, day: day.index)
            activity.number = random.below(3) == 0 ? nil : number
            activity.code = random.below(2) == 0 ? "ABC12\(number % 10)" : nil
            activity.details = details(number, &random)
            schedule.activities.append(activity)
        }
        return schedule
    }

    private static func details(
        _ number: Int, _ random: inout SeededGenerator
    ) -> Activity.Details {
        var details = Activity.Details()
        details.subtitle = texts[random.below(texts.count)]
        details.kind = "palestra"
        details.track = random.below(2) == 0 ? "Trilha & cia" : nil
        details.language = "pt"
        details.abstract = texts[random.below(texts.count)]
        details.text = texts[random.below(texts.count)]
        details.slug = "semana-\(number)-talk"
        details.url = "https://example.org/talk?id=\(number)&lang=pt"
        details.license = "cc-by"
        details.isRecordingRefused = random.below(2) == 0
        details.speakers = (0..<random.below(3)).map {
            Activity.Speaker(name: texts[random.below(texts.count)], number: $0 + 1)
        }
        details.links = [Activity.Link(address: "https://example.org/<x>", title: "a & b")]
        return details
    }
}

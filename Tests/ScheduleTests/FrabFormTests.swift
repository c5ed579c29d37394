import Foundation
import Schedule
import Testing

/// The rules of the public XSD that a file of ours could break; the XSD itself is asked where it is.
@Suite("The form of the XML that we write")
struct FrabFormTests {
    @Test(
        "Ids, codes, slugs and GUIDs are of their forms and unique",
        arguments: 1...20 as ClosedRange<UInt64>)
    func forms(_ seed: UInt64) throws {
        let text = String(
            decoding: FrabWriter.write(GeneratedSchedule.make(seed: seed)), as: UTF8.self)
        let patterns: [(name: String, find: String, form: String)] = [
            ("guid", "<event guid='([^']*)'", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
            ("id", "<event guid='[^']*' id='([^']*)'", "[1-9][0-9]*"),
            ("code", "code='([^']*)'", "[0-9A-Z]{6}"),
            ("slug", "<slug>([^<]*)<", "[a-z0-9_]{4,}-[a-z0-9_-]{4,}"),
        ]
        for (name, find, form) in patterns {
            let values = text.matches(of: try Regex(find)).compactMap { match in
                match.output[1].substring.map { String($0) }
            }
            #expect(!values.isEmpty || name != "guid")
            #expect(Set(values).count == values.count, "\(name)")
            let wanted = try Regex(form)
            for value in values {
                let match = try wanted.wholeMatch(in: value)
                #expect(match != nil, "\(name) \(value)")
            }
        }
        #expect(
            text.matches(of: /<recording>\n<license>[^<]*<\/license>\n<optout>(true|false)</).count
                == 40)
        #expect(text.firstMatch(of: /<acronym>[a-z0-9_-]{4,}<\/acronym>/) != nil)
        #expect(text.matches(of: /<duration>[0-9]{2}:[0-9]{2}<\/duration>/).count == 40)
        #expect(text.matches(of: /<start>[0-2][0-9]:[0-5][0-9]<\/start>/).count == 40)
    }

    @Test("An empty programme is a document all the same")
    func empty() throws {
        let reading = try FrabReader.read(FrabWriter.write(Schedule()))
        #expect(reading.schedule.activities.isEmpty)
        #expect(reading.schedule.days.count == 1)
    }
}

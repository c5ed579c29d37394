import Foundation
import Lab
import Replica
import Testing

@Suite("Generated people")
struct GeneratedPeopleTests {
    @Test("the same seed makes the same people, however many there are")
    func deterministic() {
        let few = GeneratedPeople(seed: 42, count: 50)
        let many = GeneratedPeople(seed: 42, count: 5_000)
        #expect(Array(few) == Array(many.prefix(50)))
        #expect(Array(few) != Array(GeneratedPeople(seed: 43, count: 50)))
        #expect(GeneratedPeople(seed: 1, count: -1).isEmpty)
    }

    @Test("addresses, CPFs and tickets are unique, and every row is taken by an import")
    func valid() throws {
        let people = GeneratedPeople(seed: 1, count: 5_000)
        #expect(Set(people.map(\.email)).count == 5_000)
        #expect(Set(people.map(\.ticket)).count == 5_000)
        let cpfs = people.compactMap(\.cpf)
        #expect(Set(cpfs).count == cpfs.count)
        #expect((4_300...4_700).contains(cpfs.count))
        let reader = try CSVReader(bytes: people.csvBytes)
        let header = try AttendeeHeader(columns: reader.header.fields)
        #expect(header.ignored.isEmpty)
        for person in people {
            let record = CSVRecord(line: 2, fields: person.fields)
            let row = try AttendeeRow(record: record, header: header)
            #expect(row.name.text == person.name)
            #expect(row.email?.text == person.email)
        }
    }

    @Test("names come in several scripts, mostly Brazilian, in all categories")
    func variety() {
        let people = GeneratedPeople(seed: 9, count: 2_000)
        func share(_ range: ClosedRange<UInt32>) -> Int {
            people.count { $0.name.unicodeScalars.contains { range.contains($0.value) } }
        }
        #expect(share(0x4E00...0x9FFF) > 40)
        #expect(share(0x0600...0x06FF) > 30)
        #expect(share(0x0400...0x04FF) > 40)
        #expect(share(0x00C0...0x017F) > 600)
        #expect(
            Set(people.map(\.category)) == [
                "participante", "palestrante", "organização", "voluntário", "imprensa",
            ])
        #expect(people.allSatisfy { $0.email.utf8.allSatisfy { $0 < 0x80 } })
        let domains = Set(people.compactMap { $0.email.split(separator: "@").last })
        #expect(domains == ["example.com", "example.org", "example.net"])
    }

    @Test("the file is the table in memory, and reads back")
    func file() throws {
        let path = NSTemporaryDirectory() + "generated-\(UUID().uuidString).csv"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let people = GeneratedPeople(seed: 5, count: 4_000)
        try people.writeCSV(path: path)
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        #expect(bytes == people.csvBytes)
        #expect(try CSVReader.countRecords(path: path) == 4_000)
        var reader = try CSVReader(path: path)
        #expect(try reader.next() == .record(CSVRecord(line: 2, fields: people[0].fields)))
    }

    @Test("a path that can't be written is an error that names it")
    func unwritable() {
        let error = #expect(throws: GeneratedFileError.self) {
            try GeneratedPeople(seed: 1, count: 1).writeCSV(path: "/nowhere/x.csv")
        }
        #expect(error?.description.contains("/nowhere/x.csv") == true)
    }
}

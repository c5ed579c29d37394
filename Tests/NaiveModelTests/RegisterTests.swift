import NaiveModel
import Testing

@Suite("Registers")
struct RegisterTests {
    private let office = Story.office
    private let category = ModelRegisterKey(.person(ana), 7)

    @Test("A write names the dots it overwrites; the antichain of undominated writes stays")
    func antichain() {
        var story = Story()
        let first = story.write(office, .category(ana, [1]))
        let second = story.write(office, .category(ana, [2], over: [first]))
        let other = story.write(story.admit(2), .category(ana, [3], over: [first]))
        let register = story.outcome.registers[category]
        #expect(register?.writes == [second, other])
        #expect(register?.displayed == other)
        #expect(register?.value == [3])
        #expect(story.outcome.covered(.fieldConflict) == [[second, other]])
        #expect(story.outcome.conflicts(.fieldConflict).map(\.person) == [ana])
    }

    @Test("The maximum by (HLC, author, seq) is displayed, and a later clock wins nothing else")
    func displayed() {
        var story = Story()
        let ahead = story.write(story.admit(2), .category(ana, [1]), at: 9_000_000)
        let later = story.write(office, .category(ana, [2]))
        #expect(story.outcome.registers[category]?.displayed == ahead)
        let last = story.write(office, .category(ana, [3], over: [ahead, later]))
        #expect(story.outcome.registers[category]?.writes == [last])
    }

    @Test("Equal values are no conflict")
    func equalValues() {
        var story = Story()
        story.write(office, .category(ana, [1]))
        story.write(story.admit(2), .category(ana, [1]))
        #expect(story.outcome.registers[category]?.valueCount == 1)
        #expect(story.outcome.conflicts.isEmpty)
    }

    @Test("Only permitted writes overwrite, and only in their own register")
    func notOverwritten() {
        var story = Story()
        let first = story.write(office, .category(ana, [1]))
        story.write(story.admit(2, as: .observer), .category(ana, [2], over: [first]))
        let elsewhere = story.write(office, .category(bia, [3], over: [first]))
        let outcome = story.outcome
        #expect(outcome.registers[category]?.writes == [first])
        #expect(outcome.registers[ModelRegisterKey(.person(bia), 7)]?.writes == [elsewhere])
    }

    @Test("A field of the space or of a checkpoint can be in conflict too")
    func space() {
        var story = Story()
        let organiser = story.admit(2, as: .organiser)
        for (line, value) in [(office, [UInt8(0)]), (organiser, [1])] {
            story.write(line, .write(entity: .space, field: 5, value: value, overwrites: []))
            story.write(
                line, .write(entity: .checkpoint(room), field: 0, value: value, overwrites: []))
        }
        let conflicts = story.outcome.conflicts(.fieldConflict)
        #expect(conflicts.map(\.person) == [nil, nil])
        #expect(Set(conflicts.map(\.checkpoint)) == [nil, room])
    }
}

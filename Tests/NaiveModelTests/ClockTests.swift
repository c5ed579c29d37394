import NaiveModel
import Testing

@Suite("Clocks")
struct ClockTests {
    private let office = Story.office

    private func suspects(_ story: Story) -> [ModelKey] {
        story.outcome.conflicts(.clockSuspect).compactMap(\.device).sorted()
    }

    @Test("Of two devices alone both are named")
    func both() {
        var story = Story()
        let north = story.admit(2)
        let entry = story.write(north, .enter(ana), wallOffset: 70_000)
        let exit = story.write(office, .exit(ana, closing: [entry]))
        #expect(suspects(story) == [ModelKey(office), ModelKey(north)])
        let conflicts = story.outcome.conflicts(.clockSuspect)
        #expect(conflicts.map(\.covered) == [[exit, entry], [exit, entry]])
        #expect(Set(conflicts.map(\.anchor)) == [exit, entry])
    }

    @Test("A minute of difference is none")
    func tolerance() {
        var story = Story()
        let entry = story.write(story.admit(2), .enter(ana), at: 2_000_060)
        story.write(office, .exit(ana, closing: [entry]), at: 2_000_000)
        #expect(suspects(story).isEmpty)
    }

    @Test("Who disagrees with the most others is the suspect, and then nobody is left")
    func majority() {
        var story = Story()
        let wrong = story.admit(2)
        let entry = story.write(wrong, .enter(ana), wallOffset: 700_000)
        for number in 3..<6 {
            story.write(
                story.admit(UInt64(number)), .witness(heard: [entry]))
        }
        #expect(suspects(story) == [ModelKey(wrong)])
    }

    @Test("A device doesn't disagree with itself, nor with whom it names as enrolled")
    func notNamed() {
        var story = Story()
        let north = story.admit(2)
        let entry = story.write(north, .enter(ana), wallOffset: 700_000)
        story.write(north, .exit(ana, closing: [entry]))
        let enrolment = story.write(north, .enrol(bia), wallOffset: 700_000)
        story.write(
            office,
            .enter(
                person: .enrolment(enrolment), passage: ModelPassage(checkpoint: entrance),
                observed: []))
        #expect(suspects(story).isEmpty)
    }
}

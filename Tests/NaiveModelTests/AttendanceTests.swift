import NaiveModel
import Testing

@Suite("Attendance")
struct AttendanceTests {
    private let office = Story.office

    private func element(_ checkpoint: ModelID = entrance) -> ModelElement {
        ModelElement(person: ana, checkpoint: checkpoint)
    }

    @Test("Two entries are a double_admission iff neither reaches the other through named dots")
    func doubleAdmission() {
        var story = Story()
        let one = story.write(story.admit(2), .enter(ana))
        let other = story.write(story.admit(3), .enter(ana))
        let aware = story.write(story.admit(4), .enter(ana, seeing: [one, other]))
        let outcome = story.outcome
        #expect(outcome.covered(.doubleAdmission) == [[one, other]])
        #expect(outcome.conflicts(.doubleAdmission).map(\.isOpen) == [true])
        #expect(outcome.attendance[element()]?.open == [one, other, aware])
        #expect(outcome.occupancy == 3)
    }

    @Test("Entry → exit → entry is reaching, also over an exit that was undone")
    func throughExit() {
        var story = Story()
        let entry = story.write(office, .enter(ana))
        let exit = story.write(office, .exit(ana, closing: [entry]))
        story.write(story.admit(2), .enter(ana, seeing: [exit]))
        #expect(story.outcome.occupancy == 1)
        #expect(story.outcome.conflicts.isEmpty)
        story.write(office, .undo(removes: [exit]))
        #expect(story.outcome.occupancy == 2)
        #expect(story.outcome.conflicts(.doubleAdmission).isEmpty)
    }

    @Test("No exit of one lies between them, else it is a reentry_unconfirmed")
    func reentry() {
        var story = Story()
        let entry = story.write(office, .enter(ana))
        story.write(office, .exit(ana, closing: [entry]))
        let again = story.write(story.admit(2), .enter(ana))
        let outcome = story.outcome
        #expect(outcome.covered(.reentryUnconfirmed) == [[entry, again]])
        #expect(outcome.conflicts(.reentryUnconfirmed).map(\.isOpen) == [false])
        #expect(outcome.conflicts(.doubleAdmission).isEmpty)
        #expect(outcome.occupancy == 1)
    }

    @Test("An exit after both lies not between them")
    func exitAfter() {
        var story = Story()
        let entry = story.write(office, .enter(ana))
        let again = story.write(story.admit(2), .enter(ana))
        story.write(office, .exit(ana, closing: [entry]))
        #expect(story.outcome.covered(.doubleAdmission) == [[entry, again]])
    }

    @Test("An exit names the open entries it knows and closes exactly those")
    func exactly() {
        var story = Story()
        let entry = story.write(office, .enter(ana))
        let other = story.write(story.admit(2), .enter(ana))
        story.write(office, .exit(ana, closing: [entry]))
        #expect(story.outcome.attendance[element()]?.open == [other])
    }

    @Test("An exit that names none closes the earliest open entry before it")
    func orphan() {
        var story = Story()
        story.write(office, .enter(ana))
        let second = story.write(office, .enter(ana))
        story.write(story.admit(2), .exit(ana))
        let third = story.write(office, .enter(ana))
        #expect(story.outcome.attendance[element()]?.open == [second, third])
    }

    @Test("Effective time never contradicts what was seen, whatever the clocks say")
    func effectiveTime() {
        var story = Story()
        let ahead = story.write(story.admit(2), .enter(ana), at: 5_000_000)
        let exit = story.write(story.admit(3), .exit(ana, closing: [ahead]), at: 10)
        let late = story.write(office, .enter(ana), at: 4_000_000)
        let attendance = story.outcome.attendance[element()]
        #expect(attendance?.order == [late, ahead, exit])
        #expect(attendance?.open == [late])
    }

    @Test("Names that lead in a circle neither hang the model nor order anything")
    func circle() {
        var story = Story()
        let north = story.admit(2)
        let first = ModelDot(north, 1)
        let second = ModelDot(north, 2)
        story.write(north, .enter(ana, seeing: [second]))
        story.write(north, .enter(ana, seeing: [first]))
        let outcome = story.outcome
        #expect(outcome.attendance[element()]?.order == [first, second])
        #expect(outcome.conflicts(.doubleAdmission).isEmpty)
    }

    @Test("Undo removes the dots it names: a concurrent scan at another gate survives")
    func undo() {
        var story = Story()
        let entry = story.write(office, .enter(ana))
        let other = story.write(story.admit(2), .enter(ana))
        story.write(office, .undo(removes: [entry]))
        let outcome = story.outcome
        #expect(outcome.effectiveEntries == [other])
        #expect(outcome.conflicts(.doubleAdmission).isEmpty)
    }

    @Test("Admission is judged per checkpoint: another room is another element")
    func checkpoints() {
        var story = Story()
        let entry = story.write(office, .enter(ana))
        let inside = story.write(story.admit(2), .enter(ana, at: room))
        let outcome = story.outcome
        #expect(outcome.attendance[element()]?.open == [entry])
        #expect(outcome.attendance[element(room)]?.open == [inside])
        #expect(outcome.conflicts.isEmpty)
        #expect(outcome.admitted == [ana])
        #expect(outcome.occupancy == 2)
    }

    @Test("Of more than 256 entries of one person, the earliest 256 are compared")
    func compared() {
        var story = Story()
        for number in 0..<258 { story.write(story.admit(10 + UInt64(number)), .enter(ana)) }
        #expect(story.outcome.covered(.doubleAdmission).map(\.count) == [256])
        #expect(story.outcome.occupancy == 258)
    }

    @Test(
        "Resolved same-person occupancy counts one, two-people two, ignore leaves it",
        arguments: [(ModelDecision.samePerson, 1), (.twoPeople, 2), (.ignore, 2)])
    func occupancy(decision: ModelDecision, expected: Int) {
        var story = Story()
        let one = story.write(story.admit(2), .enter(ana))
        let other = story.write(story.admit(3), .enter(ana))
        let resolution = story.write(
            office, .resolve(decision, of: .doubleAdmission, covers: [one, other]))
        let outcome = story.outcome
        #expect(outcome.occupancy == expected)
        #expect(outcome.conflicts(.doubleAdmission).map(\.isOpen) == [false])
        #expect(outcome.conflicts(.doubleAdmission).map(\.decision) == [decision])
        #expect(outcome.conflicts(.doubleAdmission).map(\.decidedBy) == [resolution])
    }

    @Test("A person of whom all entries are closed counts none, whatever was decided")
    func nobodyLeft() {
        var story = Story()
        let one = story.write(story.admit(2), .enter(ana))
        let other = story.write(story.admit(3), .enter(ana))
        story.write(office, .resolve(.samePerson, of: .doubleAdmission, covers: [one, other]))
        story.write(office, .exit(ana, closing: [one, other]))
        #expect(story.outcome.occupancy == 0)
    }
}

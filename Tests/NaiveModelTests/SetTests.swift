import NaiveModel
import Testing

@Suite("Sets")
struct SetTests {
    private let office = Story.office

    @Test("Cancel removes the dots it names: a concurrent re-enrolment survives")
    func cancel() {
        var story = Story()
        let first = story.write(office, .enrol(ana))
        let second = story.write(office, .enrol(ana))
        let cancel = story.write(office, .cancel(ana, [first]))
        let outcome = story.outcome
        #expect(outcome.effectiveEnrolments == [second])
        #expect(outcome.removed == [.init(target: first, remover: cancel)])
        #expect(outcome.enrolled == [ana])
    }

    @Test("A removal that isn't permitted removes nothing")
    func notPermitted() {
        var story = Story()
        let observer = story.admit(2, as: .observer)
        let enrolment = story.write(office, .enrol(ana))
        story.write(observer, .cancel(ana, [enrolment]))
        #expect(story.outcome.effectiveEnrolments == [enrolment])
        #expect(story.outcome.removed.isEmpty)
    }

    @Test(
        "A removal removes its own kind only: cancel→enrol, undo→enter/exit, retract→alias/relate")
    func kinds() {
        var story = Story()
        let dots = [
            story.write(office, .enrol(ana)), story.write(office, .enter(ana)),
            story.write(office, .exit(ana)), story.write(office, .alias(ana, .cpf, 1)),
            story.write(office, .relate(.same, ana, bia)),
            story.write(office, .category(ana, [1])),
        ]
        let cancel = story.write(office, .cancel(ana, dots))
        let undo = story.write(office, .undo(removes: dots))
        let retract = story.write(office, .retract(removes: dots))
        let pairs = story.outcome.removed.map { [$0.target, $0.remover] }
        #expect(
            pairs == [
                [dots[0], cancel], [dots[1], undo], [dots[2], undo], [dots[3], retract],
                [dots[4], retract],
            ])
    }

    @Test("A dot means a person for ever: also if its enrolment isn't permitted or was cancelled")
    func dotToPerson() {
        var story = Story()
        let observer = story.admit(2, as: .observer)
        let enrolment = story.write(observer, .enrol(ana))
        let entry = story.write(
            office,
            .enter(
                person: .enrolment(enrolment), passage: ModelPassage(checkpoint: entrance),
                observed: []))
        let outcome = story.outcome
        #expect(outcome.effectiveEntries == [entry])
        #expect(outcome.admitted == [ana])
        #expect(outcome.people.isEmpty)
    }

    @Test("An attendance whose reference is not known yet is unresolved, and resolved later")
    func unresolved() {
        var story = Story()
        let north = story.admit(2)
        let entry = story.write(
            office,
            .enter(
                person: .enrolment(ModelDot(north, 1)),
                passage: ModelPassage(checkpoint: entrance), observed: []))
        #expect(story.outcome.unresolved == [entry])
        #expect(story.outcome.occupancy == 0)
        story.write(north, .enrol(ana))
        #expect(story.outcome.unresolved.isEmpty)
        #expect(story.outcome.occupancy == 1)
    }

    @Test("What follows depends on the set of deltas, not on their order")
    func order() {
        var story = Story()
        let north = story.admit(2)
        let south = story.admit(3)
        story.write(north, .enrol(ana))
        let one = story.write(north, .enter(ana))
        story.write(south, .enter(ana))
        story.write(south, .exit(ana))
        story.write(office, .undo(removes: [one]))
        story.write(north, .category(ana, [1]))
        story.write(south, .category(ana, [2]))
        let expected = story.outcome
        #expect(expected.conflicts.isEmpty == false)
        for shift in story.history.deltas.indices {
            var shuffled = story.history
            shuffled.deltas = Array(
                (story.history.deltas[shift...] + story.history.deltas[..<shift]).reversed())
            shuffled.lines.reverse()
            shuffled.deltas.append(shuffled.deltas[0])
            #expect(NaiveModel.conclude(from: shuffled) == expected)
        }
    }
}

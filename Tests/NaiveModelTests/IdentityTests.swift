import NaiveModel
import Testing

@Suite("Identity")
struct IdentityTests {
    private let office = Story.office

    @Test("Ids that share an effective CPF alias are one person, by the smallest id")
    func cpf() {
        var story = Story()
        story.write(office, .alias(bia, .cpf, 1))
        story.write(office, .alias(ana, .cpf, 1))
        let last = story.write(office, .alias(caio, .cpf, 1))
        story.write(office, .alias(caio, .ticket, 1))
        #expect(story.outcome.components == [[ana, bia, caio]])
        #expect(story.outcome.canonical[caio] == ana)
        story.write(office, .retract(removes: [last]))
        #expect(story.outcome.components == [[ana, bia], [caio]])
    }

    @Test("An effective `same` relation makes one person, and a retracted one doesn't")
    func same() {
        var story = Story()
        let relation = story.write(office, .relate(.same, bia, ana))
        #expect(story.outcome.components == [[ana, bia]])
        story.write(office, .retract(removes: [relation]))
        #expect(story.outcome.components == [[ana], [bia]])
    }

    @Test("An effective `distinct` wins between its pair, and only there")
    func distinct() {
        var story = Story()
        story.write(office, .alias(ana, .cpf, 1))
        story.write(office, .alias(bia, .cpf, 1))
        story.write(office, .relate(.same, ana, bia))
        story.write(office, .relate(.distinct, ana, bia))
        #expect(story.outcome.components == [[ana], [bia]])
        story.write(office, .relate(.same, ana, caio))
        story.write(office, .relate(.same, bia, caio))
        #expect(story.outcome.components == [[ana, bia, caio]])
    }

    @Test("The walk-in registered at two isolated gates with one CPF is one person")
    func walkIn() {
        var story = Story()
        let north = story.admit(2)
        let south = story.admit(3)
        for (line, person) in [(north, ana), (south, bia)] {
            story.write(line, .enrol(person))
            story.write(line, .alias(person, .cpf, 7))
        }
        let one = story.write(north, .enter(ana))
        let other = story.write(south, .enter(bia))
        let outcome = story.outcome
        #expect(outcome.people == [ana])
        #expect(outcome.enrolled == [ana])
        #expect(outcome.admitted == [ana])
        #expect(outcome.covered(.doubleAdmission) == [[one, other]])
        #expect(outcome.conflicts(.doubleAdmission).map(\.person) == [ana])
    }

    @Test("People who share an e-mail are candidates, unless an effective `distinct` stands")
    func candidates() {
        var story = Story()
        let one = story.write(office, .alias(ana, .email, 1))
        let other = story.write(office, .alias(bia, .email, 1))
        #expect(story.outcome.candidates == [ModelPair(ana, bia)])
        let conflict = story.outcome.conflicts(.identityCandidate).first
        #expect(conflict?.covered == [one, other])
        #expect(conflict?.person == ana)
        #expect(conflict?.otherPerson == bia)
        #expect(conflict?.isOpen == true)
        story.write(office, .relate(.distinct, ana, bia))
        #expect(story.outcome.candidates.isEmpty)
        #expect(story.outcome.conflicts.isEmpty)
    }

    @Test("Different canonical people only: who is one already is no candidate")
    func alreadyOne() {
        var story = Story()
        story.write(office, .alias(ana, .email, 1))
        story.write(office, .alias(bia, .email, 1))
        story.write(office, .relate(.same, ana, bia))
        #expect(story.outcome.candidates.isEmpty)
    }

    @Test("Of more than 32 people who share one e-mail, the 32 smallest ids are paired")
    func many() {
        var story = Story()
        for number in 0..<33 {
            story.write(office, .alias(ModelID(100 + UInt64(number)), .email, 1))
        }
        #expect(story.outcome.candidates.count == 32 * 31 / 2)
        #expect(story.outcome.candidates.map(\.second).max() == ModelID(131))
    }
}

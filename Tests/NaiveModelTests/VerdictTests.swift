import NaiveModel
import Testing

@Suite("Verdicts")
struct VerdictTests {
    private let office = Story.office

    private func command(
        _ person: ModelID? = ana, isExit: Bool = false, isOverride: Bool = false,
        policy: ModelPolicy = .reentry
    ) -> ModelCommand {
        ModelCommand(
            person: person, checkpoint: entrance, isExit: isExit, isOverride: isOverride,
            policy: policy)
    }

    private func verdict(_ story: Story, _ command: ModelCommand) -> ModelVerdict {
        NaiveModel.verdict(story.history, command)
    }

    private func storyWithAna() -> (story: Story, enrolment: ModelDot) {
        var story = Story()
        let enrolment = story.write(office, .enrol(ana))
        return (story, enrolment)
    }

    @Test("Enrolled and outside: admitted, ok")
    func admitted() {
        #expect(verdict(storyWithAna().story, command()) == ModelVerdict(.admitted, .ok))
    }

    @Test("Not enrolled or an unknown code: stop, unknown_ticket, even with an override")
    func unknown() {
        let story = storyWithAna().story
        for isOverride in [false, true] {
            for person in [bia, nil] {
                #expect(
                    verdict(story, command(person, isOverride: isOverride))
                        == ModelVerdict(.stop, .unknownTicket))
            }
        }
        #expect(
            verdict(story, command(bia, isExit: true)) == ModelVerdict(.stop, .unknownTicket))
    }

    @Test("Cancelled: stop, canceled, until enrolled again")
    func cancelled() {
        var (story, enrolment) = storyWithAna()
        story.write(office, .cancel(ana, [enrolment]))
        #expect(verdict(story, command()) == ModelVerdict(.stop, .canceled))
        #expect(
            verdict(story, command(isOverride: true)) == ModelVerdict(.admitted, .override))
        #expect(verdict(story, command(isExit: true)) == ModelVerdict(.out, .ok))
        story.write(office, .enrol(ana))
        #expect(verdict(story, command()) == ModelVerdict(.admitted, .ok))
    }

    @Test("Blocked, under any id of the person: stop, blocked")
    func blocked() {
        var (story, _) = storyWithAna()
        story.write(office, .block(bia))
        #expect(verdict(story, command()) == ModelVerdict(.admitted, .ok))
        story.write(office, .relate(.same, ana, bia))
        #expect(verdict(story, command()) == ModelVerdict(.stop, .blocked))
        story.write(office, .block(bia, [0]))
        #expect(verdict(story, command()) == ModelVerdict(.admitted, .ok))
    }

    @Test("Re-entry: inside already is already_in, outside again is admitted")
    func reentry() {
        var (story, _) = storyWithAna()
        let entry = story.write(office, .enter(ana))
        #expect(verdict(story, command()) == ModelVerdict(.alreadyIn, .alreadyRedeemed))
        #expect(
            verdict(story, command(isOverride: true)) == ModelVerdict(.admitted, .override))
        story.write(office, .exit(ana, closing: [entry]))
        #expect(verdict(story, command()) == ModelVerdict(.admitted, .ok))
    }

    @Test("Single: any effective entry ever is already_in; an undone one isn't")
    func single() {
        var (story, _) = storyWithAna()
        let entry = story.write(office, .enter(ana))
        story.write(office, .exit(ana, closing: [entry]))
        let single = command(policy: .single)
        #expect(verdict(story, single) == ModelVerdict(.alreadyIn, .alreadyRedeemed))
        story.write(office, .undo(removes: [entry]))
        #expect(verdict(story, single) == ModelVerdict(.admitted, .ok))
    }

    @Test("An exit is out, also when not inside; an override with nothing to override is ok")
    func exit() {
        let story = storyWithAna().story
        #expect(verdict(story, command(isExit: true)) == ModelVerdict(.out, .ok))
        #expect(verdict(story, command(isOverride: true)) == ModelVerdict(.admitted, .ok))
    }

    @Test("An entry names the open entries and the last exits; an exit the open entries")
    func named() {
        var (story, _) = storyWithAna()
        let first = story.write(office, .enter(ana))
        let exit = story.write(office, .exit(ana, closing: [first]))
        #expect(NaiveModel(story.history).namedDots(command()) == [exit])
        #expect(NaiveModel(story.history).namedDots(command(isExit: true)).isEmpty)
        let second = story.write(office, .enter(ana, seeing: [exit]))
        let other = story.write(story.admit(2), .enter(ana))
        #expect(NaiveModel(story.history).namedDots(command()) == [second, other])
        #expect(
            NaiveModel(story.history).namedDots(command(isExit: true)) == [second, other])
        #expect(NaiveModel(story.history).namedDots(command(bia)).isEmpty)
    }
}

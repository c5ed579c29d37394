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

    private func rule(_ field: UInt8, _ value: [UInt8]) -> ModelOperation {
        .write(entity: .checkpoint(entrance), field: field, value: value, overwrites: [])
    }

    private func at(_ milliseconds: Int64, policy: ModelPolicy = .reentry) -> ModelCommand {
        ModelCommand(
            person: ana, checkpoint: entrance, policy: policy, wallMilliseconds: milliseconds)
    }

    @Test("A closed door, a category, the hours and a full room stop those who are outside")
    func rules() {
        var (story, _) = storyWithAna()
        story.write(office, rule(4, [1]))
        #expect(verdict(story, command()) == ModelVerdict(.admitted, .ok))
        story.write(office, .enrol(bia))
        story.write(office, .enter(bia))
        #expect(verdict(story, command()) == ModelVerdict(.stop, .capacity))
        #expect(verdict(story, command(bia)) == ModelVerdict(.alreadyIn, .alreadyRedeemed))
        let hours = Array("2026-11-23T08:00:00-03:00/2026-11-23T18:00:00-03:00".utf8)
        story.write(office, rule(1, hours))
        // 2026-11-23T11:00:00Z is 1,795,431,600 s after 1970.
        let opens: Int64 = 1_795_431_600_000
        #expect(verdict(story, at(opens - 1)) == ModelVerdict(.stop, .invalidTime))
        #expect(verdict(story, at(opens)) == ModelVerdict(.stop, .capacity))
        #expect(verdict(story, at(opens + 36_000_000)) == ModelVerdict(.stop, .invalidTime))
        story.write(office, rule(7, Array("staff\nspeaker".utf8)))
        #expect(verdict(story, at(opens)) == ModelVerdict(.stop, .product))
        story.write(office, rule(8, [1]))
        #expect(verdict(story, at(opens)) == ModelVerdict(.stop, .rules))
        #expect(verdict(story, command(bia)) == ModelVerdict(.alreadyIn, .alreadyRedeemed))
    }

    @Test("Once per day: entries since four in the morning count; a checkpoint's policy goes first")
    func daily() {
        var (story, _) = storyWithAna()
        story.write(office, .enter(ana))
        let now: Int64 = 1_000_010_000
        #expect(
            verdict(story, at(now, policy: .daily)) == ModelVerdict(.alreadyIn, .alreadyRedeemed))
        let tomorrow = now + 86_400_000
        #expect(verdict(story, at(tomorrow, policy: .daily)) == ModelVerdict(.admitted, .ok))
        #expect(
            verdict(story, at(tomorrow, policy: .single))
                == ModelVerdict(.alreadyIn, .alreadyRedeemed))
        story.write(office, rule(5, [3]))
        #expect(verdict(story, at(tomorrow, policy: .single)) == ModelVerdict(.admitted, .ok))
    }
}

import NaiveModel
import Testing

@Suite("Partings")
struct PartingTests {
    private let office = Story.office

    @Test("Above a parting attendance-like operations keep their effect, the rest is held")
    func held() {
        var story = Story()
        let north = story.admit(2)
        let below = story.write(north, .enrol(ana))
        let branches = story.part(north, into: [21, 22])
        let entry = story.write(branches[0], .enter(ana))
        let undone = story.write(branches[0], .enter(bia))
        let undo = story.write(branches[0], .undo(removes: [undone]))
        let witness = story.write(branches[1], .witness(heard: []))
        let enrolment = story.write(branches[1], .enrol(bia))
        let write = story.write(branches[1], .category(ana, [1]))
        let outcome = story.outcome
        for dot in [below, entry, undone, undo, witness] {
            #expect(outcome.permissions[dot] == .permitted)
        }
        #expect(outcome.permissions[enrolment] == .forked)
        #expect(outcome.permissions[write] == .forked)
        #expect(outcome.effectiveEntries == [entry])
        #expect(outcome.effectiveEnrolments == [below])
        #expect(outcome.registers.isEmpty)
    }

    @Test("A valid adoption by a higher rank releases what lies on its path, not the other branch")
    func adopted() {
        var story = Story()
        let north = story.admit(2)
        story.write(north, .enrol(ana))
        let branches = story.part(north, into: [21, 22])
        let chosen = story.write(branches[0], .enrol(bia))
        let deeper = story.part(branches[0], into: [211, 212])
        let deep = story.write(deeper[0], .enrol(caio))
        let beyond = story.write(deeper[0], .enrol(ana))
        let aside = story.write(deeper[1], .enrol(caio))
        let other = story.write(branches[1], .enrol(bia))
        story.write(
            office, .adopt(firstOrdinal: 1, last: ModelPosition(line: deeper[0], ordinal: 3)))
        let outcome = story.outcome
        #expect(outcome.permissions[chosen] == .permitted)
        #expect(outcome.permissions[deep] == .permitted)
        #expect(outcome.permissions[beyond] == .forked)
        #expect(outcome.permissions[aside] == .forked)
        #expect(outcome.permissions[other] == .forked)
    }

    @Test("An adoption doesn't reach below its first ordinal")
    func range() {
        var story = Story()
        let north = story.admit(2)
        story.write(north, .label)
        let branches = story.part(north, into: [21, 22])
        let early = story.write(branches[0], .enrol(ana))
        let late = story.write(branches[0], .enrol(bia))
        story.write(office, .adopt(firstOrdinal: 3, last: story.head(branches[0])))
        let outcome = story.outcome
        #expect(outcome.permissions[early] == .forked)
        #expect(outcome.permissions[late] == .permitted)
    }

    @Test("A grant above a parting is none until it is adopted")
    func heldGrant() {
        var story = Story()
        let organiser = story.admit(2, as: .organiser)
        story.write(organiser, .label)
        let branches = story.part(organiser, into: [21, 22])
        let guest = story.admit(3, by: branches[0])
        let entry = story.write(guest, .enter(ana))
        #expect(story.outcome.permissions[entry] == .unknownCredential)
        story.write(office, .adopt(firstOrdinal: 2, last: story.head(branches[0])))
        #expect(story.outcome.permissions[entry] == .permitted)
    }

    @Test("A bound on a branch keeps that path, and nothing of the other branch")
    func boundOnBranch() {
        var story = Story()
        let north = story.admit(2)
        let common = story.write(north, .enter(ana))
        let branches = story.part(north, into: [21, 22])
        let kept = story.write(branches[0], .enter(bia))
        let bound = story.head(branches[0])
        let beyond = story.write(branches[0], .enter(caio))
        let other = story.write(branches[1], .enter(bia))
        story.write(office, .revoke(device: ModelKey(north), bounds: [bound]))
        let outcome = story.outcome
        #expect(outcome.permissions[common] == .permitted)
        #expect(outcome.permissions[kept] == .permitted)
        #expect(outcome.permissions[beyond] == .revoked)
        #expect(outcome.permissions[other] == .revoked)
    }

    @Test("A name means the operation on the namer's own path")
    func ownPath() {
        var story = Story()
        let north = story.admit(2)
        story.write(north, .label)
        let branches = story.part(north, into: [21, 22])
        let mine = story.write(branches[0], .enter(ana))
        let other = story.write(branches[1], .enter(ana))
        story.write(branches[0], .undo(removes: [ModelDot(north, mine.sequence)]))
        let outcome = story.outcome
        #expect(outcome.effectiveEntries == [other])
        #expect(outcome.removed.map(\.target) == [mine])
    }

    @Test("A removal that may mean several operations of its kind is held")
    func ambiguousRemoval() {
        var story = Story()
        let north = story.admit(2)
        story.write(north, .label)
        let branches = story.part(north, into: [21, 22])
        let one = story.write(branches[0], .enter(ana))
        let other = story.write(branches[1], .enter(bia))
        let undo = story.write(office, .undo(removes: [ModelDot(north, 2)]))
        let outcome = story.outcome
        #expect(outcome.permissions[undo] == .permitted)
        #expect(outcome.effectiveEntries == [one, other])
        #expect(outcome.removed.isEmpty)
    }

    @Test("A removal means the only candidate of the kind that it can remove")
    func onlyCandidate() {
        var story = Story()
        let north = story.admit(2)
        story.write(north, .label)
        let branches = story.part(north, into: [21, 22])
        let entry = story.write(branches[0], .enter(ana))
        story.write(branches[1], .witness(heard: []))
        let undo = story.write(office, .undo(removes: [ModelDot(north, 2)]))
        #expect(story.outcome.removed == [.init(target: entry, remover: undo)])
    }

    @Test("A person reference is resolved iff all enrolments that it may mean are of one person")
    func reference() {
        for second in [ana, bia] {
            var story = Story()
            let north = story.admit(2)
            story.write(north, .label)
            let branches = story.part(north, into: [21, 22])
            story.write(branches[0], .enrol(ana))
            story.write(branches[1], .enrol(second))
            let entry = story.write(
                office,
                .enter(
                    person: .enrolment(ModelDot(north, 2)),
                    passage: ModelPassage(checkpoint: entrance), observed: []))
            let outcome = story.outcome
            #expect(outcome.unresolved == (second == ana ? [] : [entry]))
            #expect(outcome.effectiveEntries == (second == ana ? [entry] : []))
        }
    }

    @Test("Things seen are all that a name may mean")
    func seen() {
        var story = Story()
        let north = story.admit(2)
        story.write(north, .label)
        let branches = story.part(north, into: [21, 22])
        let one = story.write(branches[0], .enter(ana))
        let other = story.write(branches[1], .enter(ana))
        let later = story.write(office, .enter(ana, seeing: [ModelDot(north, 2)]))
        let outcome = story.outcome
        #expect(outcome.covered(.doubleAdmission) == [[one, other]])
        #expect(outcome.effectiveEntries == [later, one, other])
    }

    @Test("An unknown name waits: nothing of it is held")
    func unheldName() {
        var story = Story()
        let north = story.admit(2)
        story.write(office, .undo(removes: [ModelDot(north, 1)]))
        #expect(story.outcome.removed.isEmpty)
        let entry = story.write(north, .enter(ana))
        #expect(story.outcome.removed.map(\.target) == [entry])
        #expect(story.outcome.effectiveEntries.isEmpty)
    }
}

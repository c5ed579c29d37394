import NaiveModel
import Testing

@Suite("Conflicts")
struct ConflictTests {
    private let office = Story.office

    @Test(
        "duplicate_seen: what rests on one entry is one notice, with what is named of the element")
    func duplicateSeen() {
        var story = Story()
        let entry = story.write(office, .enter(ana))
        let other = story.write(office, .enter(ana, at: room))
        let one = story.write(story.admit(2), .attempt(ana, naming: [entry]))
        let two = story.write(story.admit(3), .attempt(ana, naming: [entry]))
        let apart = story.write(story.admit(4), .attempt(ana, naming: [other]))
        let outcome = story.outcome
        #expect(outcome.covered(.duplicateSeen) == [[entry, one, two], [apart]])
        #expect(outcome.conflicts(.duplicateSeen).allSatisfy { !$0.isOpen })
        #expect(outcome.conflicts(.replaySameDevice).isEmpty)
    }

    @Test("replay_same_device: all that the attempt names was written by its own device")
    func replay() {
        var story = Story()
        let north = story.admit(2)
        let entry = story.write(north, .enter(ana))
        let again = story.write(story.reopen(north, as: 3), .attempt(ana, naming: [entry]))
        let outcome = story.outcome
        #expect(outcome.covered(.replaySameDevice) == [[entry, again]])
        #expect(outcome.conflicts(.duplicateSeen).isEmpty)
    }

    @Test("Attempts with another reason, or that name nothing, are neither")
    func otherAttempts() {
        var story = Story()
        let entry = story.write(office, .enter(ana))
        let north = story.admit(2)
        story.write(north, .attempt(ana, naming: [entry], because: .blocked))
        story.write(north, .attempt(ana, naming: []))
        #expect(story.outcome.conflicts.isEmpty)
    }

    @Test("override: from effective entries with the reason override")
    func override() {
        var story = Story()
        let entry = story.write(office, .enter(ana))
        let forced = story.write(office, .enter(ana, seeing: [entry], because: .override))
        #expect(story.outcome.covered(.override) == [[entry, forced].sorted()])
        #expect(story.outcome.conflicts(.override).map(\.isOpen) == [false])
        story.write(office, .undo(removes: [forced]))
        #expect(story.outcome.conflicts.isEmpty)
    }

    @Test("cancelled_but_present covers the open entries and the cancellations")
    func cancelledButPresent() {
        var story = Story()
        let enrolment = story.write(office, .enrol(ana))
        let entry = story.write(office, .enter(ana))
        let cancel = story.write(office, .cancel(ana, [enrolment]))
        #expect(story.outcome.covered(.cancelledButPresent) == [[entry, cancel]])
        #expect(story.outcome.conflicts(.cancelledButPresent).map(\.isOpen) == [true])
    }

    @Test(
        "cancelled_but_present is settled when enrolled again, gone out, or undone",
        arguments: [
            ModelOperation.enrol(ana), .exit(ana), .undo(removes: [ModelDot(Story.office, 3)]),
        ])
    func settled(operation: ModelOperation) {
        var story = Story()
        let enrolment = story.write(office, .enrol(ana))
        story.write(office, .enter(ana))
        story.write(office, .cancel(ana, [enrolment]))
        story.write(office, operation)
        #expect(story.outcome.conflicts.isEmpty)
    }

    @Test("A person never enrolled is not cancelled")
    func neverEnrolled() {
        var story = Story()
        story.write(office, .enter(ana))
        #expect(story.outcome.conflicts.isEmpty)
    }

    @Test("revoked_after_admission: entries with status revoked that were not undone")
    func revokedAfterAdmission() {
        var story = Story()
        let north = story.admit(2)
        let entry = story.write(north, .enter(ana))
        let second = story.write(north, .enter(ana))
        let undone = story.write(north, .enter(ana))
        story.write(north, .enter(ana, at: room))
        story.write(office, .revoke(device: ModelKey(north), bounds: []))
        story.write(office, .undo(removes: [undone]))
        let conflicts = story.outcome.conflicts(.revokedAfterAdmission)
        #expect(conflicts.map(\.checkpoint) == [entrance, room])
        #expect(conflicts.first?.covered == [entry, second])
        #expect(conflicts.map(\.isOpen) == [true, true])
        #expect(story.outcome.conflicts(.quarantined).isEmpty)
        story.write(office, .adopt(firstOrdinal: 1, last: story.head(north)))
        #expect(story.outcome.conflicts(.revokedAfterAdmission).isEmpty)
    }

    @Test("quarantined: one for each log and reason; it covers the first and the last of them")
    func quarantined() {
        var story = Story()
        let observer = story.admit(2, as: .observer)
        let dots = (0..<3).map { _ in story.write(observer, .enrol(ana)) }
        let unknown = story.write(observer, .unknown)
        let conflicts = story.outcome.conflicts(.quarantined)
        #expect(Set(conflicts.map(\.status)) == [.notPermitted, .unknownKind])
        let notPermitted = conflicts.first { $0.status == .notPermitted }
        #expect(notPermitted?.covered == [dots[0], dots[2]])
        #expect(notPermitted?.count == 3)
        #expect(notPermitted?.line == observer)
        #expect(conflicts.first { $0.status == .unknownKind }?.covered == [unknown])
    }

    @Test("forked_author covers the first operation of every branch")
    func forkedAuthor() {
        var story = Story()
        let north = story.admit(2)
        story.write(north, .label)
        let branches = story.part(north, into: [21, 22])
        let firsts = branches.map { story.write($0, .enter(ana)) }
        for branch in branches { story.write(branch, .label) }
        let conflict = story.outcome.conflicts(.forkedAuthor).first
        #expect(conflict?.covered == firsts)
        #expect(conflict?.line == north)
        #expect(conflict?.isOpen == true)
        story.write(office, .resolve(.ignore, of: .forkedAuthor, covers: firsts))
        #expect(story.outcome.conflicts(.forkedAuthor).map(\.isOpen) == [false])
    }

    @Test("forked_author from a proof alone")
    func proof() {
        var story = Story()
        story.prove(story.admit(2))
        #expect(story.outcome.covered(.forkedAuthor) == [[]])
        #expect(story.outcome.conflicts(.forkedAuthor).map(\.isOpen) == [true])
    }

    @Test("An operation that belongs to a resolved conflict and comes later opens it again")
    func reopened() {
        var story = Story()
        let one = story.write(story.admit(2), .enter(ana))
        let two = story.write(story.admit(3), .enter(ana))
        story.write(office, .resolve(.ignore, of: .doubleAdmission, covers: [one, two]))
        #expect(story.outcome.conflicts.map(\.isOpen) == [false])
        story.write(story.admit(4), .enter(ana))
        #expect(story.outcome.conflicts.map(\.isOpen) == [true])
    }

    @Test("A resolution must be permitted and of the class")
    func vainResolutions() {
        var story = Story()
        let one = story.write(story.admit(2), .enter(ana))
        let two = story.write(story.admit(3), .enter(ana))
        story.write(office, .resolve(.ignore, of: .reentryUnconfirmed, covers: [one, two]))
        story.write(
            story.admit(4, as: .observer),
            .resolve(.ignore, of: .doubleAdmission, covers: [one, two]))
        #expect(story.outcome.conflicts(.doubleAdmission).map(\.isOpen) == [true])
    }

    @Test("Of several resolutions the one with the largest (clock, author, sequence) counts")
    func largest() {
        var story = Story()
        let one = story.write(story.admit(2), .enter(ana))
        let two = story.write(story.admit(3), .enter(ana))
        let ahead = story.write(
            story.admit(4), .resolve(.twoPeople, of: .doubleAdmission, covers: [one, two]),
            at: 9_000_000)
        story.write(office, .resolve(.ignore, of: .doubleAdmission, covers: [one, two]))
        #expect(story.outcome.conflicts(.doubleAdmission).map(\.decidedBy) == [ahead])
    }

    @Test("The id is made of class, person, checkpoint and the smallest operation")
    func hashedBytes() {
        var story = Story()
        let one = story.write(story.admit(2), .enter(ana))
        story.write(story.admit(3), .enter(ana))
        let zeros = [UInt8](repeating: 0, count: 14)
        let expected =
            Array("nexstage/conflict/1".utf8) + [16] + Array("double_admission".utf8)
            + [1] + zeros + [0, 100] + [1] + zeros + [3, 232]
            + zeros + [0, 2] + [0, 0, 0, 0, 0, 0, 0, UInt8(one.sequence)]
        #expect(story.outcome.conflicts.map(\.hashedBytes) == [expected])
    }

    @Test("The id of a candidate has both people, and nothing where there is nothing")
    func hashedBytesOfCandidate() {
        var story = Story()
        let first = story.write(office, .alias(ana, .email, 1))
        story.write(office, .alias(bia, .email, 1))
        let zeros = [UInt8](repeating: 0, count: 14)
        let expected =
            Array("nexstage/conflict/1".utf8) + [18] + Array("identity_candidate".utf8)
            + [1] + zeros + [0, 100] + [0]
            + zeros + [0, 1] + [0, 0, 0, 0, 0, 0, 0, UInt8(first.sequence)]
            + zeros + [0, 200]
        #expect(story.outcome.conflicts.map(\.hashedBytes) == [expected])
    }
}

import NaiveModel
import Testing

@Suite("Permission")
struct PermissionTests {
    private let office = Story.office

    @Test("A rootGrant is effective if it is genuine and stands in the log of its device")
    func rootGrant() {
        var story = Story()
        let stranger = ModelID(2)
        story.open(stranger)
        let forged = story.write(
            stranger, .rootGrant(device: ModelKey(stranger), isGenuine: false))
        let other = ModelID(3)
        story.open(other)
        let misplaced = story.write(
            other, .rootGrant(device: ModelKey(stranger), isGenuine: true))
        let outcome = story.outcome
        #expect(outcome.grants == [ModelDot(office, 1)])
        #expect(outcome.permissions[ModelDot(office, 1)] == .permitted)
        #expect(outcome.permissions[forged] == .unknownCredential)
        #expect(outcome.permissions[misplaced] == .unknownCredential)
    }

    @Test("unknown_credential: not an effective grant, or another device's")
    func unknownCredential() {
        var story = Story()
        let north = story.admit(2)
        let thief = ModelID(3)
        story.open(thief)
        story.rely(thief, on: ModelDot(office, 2))
        let stolen = story.write(thief, .enter(ana))
        let own = story.write(north, .enter(ana))
        let outcome = story.outcome
        #expect(outcome.permissions[stolen] == .unknownCredential)
        #expect(outcome.permissions[own] == .permitted)
        #expect(outcome.effectiveEntries == [own])
    }

    @Test(
        "Who may write what",
        arguments: [
            (ModelRole.observer, [false, false, false, false]),
            (.station, [true, false, false, false]), (.organiser, [true, true, true, false]),
            (.coordinator, [true, true, true, true]),
        ])
    func table(role: ModelRole, expected: [Bool]) {
        var story = Story()
        let line = story.admit(2, as: role)
        let dots = [
            story.write(line, .enrol(ana)), story.write(line, .block(ana)),
            story.write(line, .grant(device: ModelKey(ModelID(9)), role: .station)),
            story.write(line, .grant(device: ModelKey(ModelID(9)), role: .organiser)),
        ]
        let witness = story.write(line, .witness(heard: []))
        let outcome = story.outcome
        for (dot, isPermitted) in zip(dots, expected) {
            #expect(outcome.permissions[dot] == (isPermitted ? .permitted : .notPermitted))
        }
        #expect(outcome.permissions[witness] == .permitted)
    }

    @Test("A kind that this version doesn't know has no effect, whoever writes it")
    func unknownKind() {
        var story = Story()
        let dot = story.write(office, .unknown)
        #expect(story.outcome.permissions[dot] == .unknownKind)
    }

    @Test("A revocation keeps a prefix; unlisted authors have bound 0")
    func bounds() {
        var story = Story()
        let north = story.admit(2)
        let before = story.write(north, .enter(ana))
        let bound = story.head(north)
        let after = story.write(north, .enter(bia))
        let elsewhere = story.write(story.reopen(north, as: 3), .enter(caio))
        story.write(office, .revoke(device: ModelKey(north), bounds: [bound]))
        let outcome = story.outcome
        #expect(outcome.permissions[before] == .permitted)
        #expect(outcome.permissions[after] == .revoked)
        #expect(outcome.permissions[elsewhere] == .revoked)
        #expect(outcome.effectiveEntries == [before])
        #expect(outcome.members.map(\.isRevoked) == [false, true])
    }

    @Test("An unheld position keeps nothing")
    func unheldBound() {
        var story = Story()
        let north = story.admit(2)
        let entry = story.write(north, .enter(ana))
        story.write(office, .revoke(device: ModelKey(north), bounds: [nil]))
        #expect(story.outcome.permissions[entry] == .revoked)
    }

    @Test("Of several revocations the minimum holds: a delta must lie within every one")
    func minimum() {
        var story = Story()
        let north = story.admit(2)
        let first = story.write(north, .enter(ana))
        let early = story.head(north)
        let second = story.write(north, .enter(bia))
        let late = story.head(north)
        story.write(office, .revoke(device: ModelKey(north), bounds: [late]))
        story.write(office, .revoke(device: ModelKey(north), bounds: [early]))
        let outcome = story.outcome
        #expect(outcome.permissions[first] == .permitted)
        #expect(outcome.permissions[second] == .revoked)
    }

    @Test("A device revokes strictly lower ranks only")
    func sameRank() {
        var story = Story()
        let one = story.admit(2, as: .organiser)
        let other = story.admit(3, as: .organiser)
        let station = story.admit(4)
        story.write(one, .revoke(device: ModelKey(other), bounds: []))
        story.write(one, .revoke(device: ModelKey(station), bounds: []))
        let kept = story.write(other, .enter(ana))
        let lost = story.write(station, .enter(ana))
        let outcome = story.outcome
        #expect(outcome.permissions[kept] == .permitted)
        #expect(outcome.permissions[lost] == .revoked)
    }

    @Test("What a revoked device granted beyond the bound is no grant; before it, it is one")
    func chain() {
        var story = Story()
        let organiser = story.admit(2, as: .organiser)
        let early = story.admit(3, by: organiser)
        let bound = story.head(organiser)
        let late = story.admit(4, by: organiser)
        story.write(office, .revoke(device: ModelKey(organiser), bounds: [bound]))
        let kept = story.write(early, .enter(ana))
        let lost = story.write(late, .enter(bia))
        let outcome = story.outcome
        #expect(outcome.permissions[kept] == .permitted)
        #expect(outcome.permissions[lost] == .unknownCredential)
    }

    @Test("An adoption by a rank above restores its range, and nothing outside of it")
    func adoption() {
        var story = Story()
        let north = story.admit(2)
        let entries = (0..<3).map { story.write(north, .enter(ModelID(100 + $0))) }
        story.write(office, .revoke(device: ModelKey(north), bounds: []))
        story.write(
            office, .adopt(firstOrdinal: 2, last: ModelPosition(line: north, ordinal: 2)))
        let outcome = story.outcome
        #expect(
            entries.map { outcome.permissions[$0] } == [.revoked, .permitted, .revoked])
    }

    @Test("An adoption by the rank of the grant restores nothing, nor does an unheld one")
    func vainAdoption() {
        var story = Story()
        let one = story.admit(2, as: .organiser)
        let other = story.admit(3, as: .organiser)
        let entry = story.write(one, .enter(ana))
        story.write(office, .revoke(device: ModelKey(one), bounds: []))
        story.write(other, .adopt(firstOrdinal: 1, last: story.head(one)))
        story.write(office, .adopt(firstOrdinal: 1, last: nil))
        #expect(story.outcome.permissions[entry] == .revoked)
    }

    @Test("Rank 4: the recovery key revokes any device, an authority too, whoever carries it")
    func rootRevoke() {
        var story = Story()
        let carrier = story.admit(2, as: .observer)
        let bound = story.head(office)
        let late = story.admit(3)
        let word = story.write(
            carrier,
            .rootRevoke(device: ModelKey(office), bounds: [bound], isGenuine: true))
        let entry = story.write(late, .enter(ana))
        let outcome = story.outcome
        #expect(outcome.permissions[word] == .permitted)
        #expect(outcome.permissions[entry] == .unknownCredential)
        #expect(outcome.members.first { $0.device == ModelKey(office) }?.isRevoked == true)
    }

    @Test("A forged word of the recovery key revokes nobody")
    func forgedRootRevoke() {
        var story = Story()
        let north = story.admit(2)
        let word = story.write(
            north, .rootRevoke(device: ModelKey(office), bounds: [], isGenuine: false))
        let entry = story.write(north, .enter(ana))
        let outcome = story.outcome
        #expect(outcome.permissions[word] == .notPermitted)
        #expect(outcome.permissions[entry] == .permitted)
    }

    @Test("A member is judged by its best grant: the smallest role, then the smallest dot")
    func bestGrant() {
        var story = Story()
        let north = story.admit(2)
        let better = story.write(office, .grant(device: ModelKey(north), role: .organiser))
        story.write(office, .grant(device: ModelKey(north), role: .organiser))
        let member = story.outcome.members.first { $0.device == ModelKey(north) }
        #expect(member?.grant == better)
        #expect(member?.role == .organiser)
        #expect(member?.isRevoked == false)
    }
}

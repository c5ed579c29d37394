import CRDT
import Testing

@Suite struct EventStateTests {
    @Test func aConcurrentReenrolmentSurvivesACancellation() {
        var (space, one, two) = stations()
        let first = space.write(2, [.enrol(7)], credential: one)
        space.write(
            2, [.cancel(Cancellation(person: .person(.sample(7)), removes: [first]))],
            credential: one)
        #expect(space.state.enrolled == [])
        let second = space.write(3, [.enrol(7)], credential: two)
        #expect(space.state.enrolled == [.sample(7)])
        #expect(space.state.effectiveEnrolments == [second])
        #expect(space.state.removed.map(\.dot) == [first])
    }

    @Test func anEntryWaitsForTheNameOfItsPerson() {
        var (space, one, two) = stations()
        let enrolment = space.write(2, [.enrol(7)], credential: one)
        let entry = space.write(
            3, [.enter(.enrolment(enrolment)), .cpf(.enrolment(enrolment), 1)], credential: two)
        var state = EventState(of: space.deltas.filter { $0.author != .sample(2) })
        #expect(state.unresolved == [entry, Dot(entry.author, 2)])
        #expect(state.admitted == [] && state.occupancy() == 0)
        state.merge(space.state)
        #expect(state.unresolved == [])
        #expect(state.admitted == [.sample(7)])
    }

    @Test func aCancelledOrQuarantinedEnrolmentStillNamesItsPerson() {
        var (space, one, _) = stations()
        let enrolment = space.write(9, [.enrol(7)], credential: .sample(9, 9))
        space.write(2, [.enter(.enrolment(enrolment))], credential: one)
        let state = space.state
        #expect(state.enrolled == [])
        #expect(state.admitted == [.sample(7)])
        #expect(state.quarantined.map(\.dot) == [enrolment])
        #expect(state.permission(of: enrolment) == .unknownCredential)
    }

    @Test func whatFollowsAGapWaits() {
        var (space, one, _) = stations()
        for person in 1...3 as ClosedRange<UInt64> {
            space.write(2, [.enrol(person)], credential: one)
        }
        var deltas = space.deltas
        let middle = deltas.remove(at: deltas.count - 2)
        var state = EventState(of: deltas)
        #expect(state.enrolled == [.sample(1)])
        #expect(state.parkedDeltas.map(\.ordinal) == [3])
        #expect(state.vector[.sample(2)] == 1)
        state.receive(middle.delta, author: middle.author)
        #expect(state.enrolled == [.sample(1), .sample(2), .sample(3)])
        #expect(state.parkedDeltas.isEmpty)
    }

    @Test func aForgedRootGrantAdmitsNobody() {
        var space = TestSpace()
        let dot = space.write(
            8, [.rootGrant(TestSpace.rootGrant(8, isGenuine: false)), .enrol(1)],
            credential: .sample(8, 1))
        #expect(!space.state.membership.isMember(.sample(8)))
        #expect(space.state.permission(of: dot) == .unknownCredential)
        #expect(space.state.enrolled == [])
    }

    @Test func quarantineComesAndGoes() {
        var (space, one, _) = stations()
        space.write(2, [.enrol(7), .enter(.person(.sample(7)))], credential: one)
        #expect(space.state.occupancy() == 1)
        space.write(
            1, [.revoke(Revocation(device: .sample(2), bounds: []))], credential: .sample(1, 1))
        #expect(space.state.occupancy() == 0 && space.state.enrolled == [])
        #expect(space.state.quarantined.map(\.reason) == [.revoked, .revoked])
        space.write(
            1, [.adopt(Adoption(firstOrdinal: 1, last: .bound(2, 1)))], credential: .sample(1, 1))
        #expect(space.state.occupancy() == 1 && space.state.enrolled == [.sample(7)])
        #expect(space.state.quarantined.isEmpty)
    }

    @Test func aRegisterIsOneHoweverItsPersonIsNamed() {
        var (space, one, two) = stations()
        let enrolment = space.write(2, [.enrol(7)], credential: one)
        let byDot = RegisterKey(.person(.enrolment(enrolment)), .category)
        let byID = RegisterKey(.person(.person(.sample(7))), .category)
        let first = space.write(
            2, [.write(RegisterWrite(key: byDot, value: [1]))], credential: one)
        #expect(space.state.register(byID).winner?.value == [1])
        space.write(
            3, [.write(RegisterWrite(key: byID, value: [2], overwrites: [first]))],
            credential: two)
        #expect(space.state.register(byDot).antichain.map(\.value) == [[2]])
        #expect(space.state.register(byDot) == space.state.register(byID))
        let unknown = RegisterKey(.person(.enrolment(.sample(9, 9))), .category)
        #expect(space.state.register(unknown) == RegisterCell())
    }

    @Test func stationsDoNotSetTheEvent() {
        var (space, one, _) = stations()
        let key = RegisterKey(.space, .name)
        space.write(2, [.write(RegisterWrite(key: key, value: [1]))], credential: one)
        #expect(space.state.register(key).winner == nil)
        space.write(1, [.write(RegisterWrite(key: key, value: [2]))], credential: .sample(1, 1))
        #expect(space.state.register(key).winner?.value == [2])
    }

    @Test func labelsAreCountedInTheOrderOfTheLog() {
        var (space, one, _) = stations()
        space.write(
            2,
            [
                .label(Label(.gate("north"))), .label(Label(.operator(.sample(1)))),
                .label(Label(.gate("south"))),
            ], credential: one)
        func gate(_ number: UInt64) -> Label.Content? {
            space.state.label(number, of: .sample(2)) {
                if case .gate = $0 { true } else { false }
            }
        }
        #expect(gate(1) == .gate("north"))
        #expect(gate(2) == .gate("south"))
        #expect(gate(3) == nil && gate(0) == nil)
        #expect(space.state.labels.effective.count == 3)
    }

    @Test func attemptsAndUnknownKindsHaveNoEffect() {
        var (space, one, _) = stations()
        space.write(
            2,
            [
                .enrol(7), .unknown(kind: 99, body: [1]),
                .attempt(
                    Attempt(
                        subject: .code(.sample(3)), passage: Passage(checkpoint: .sample(50)))),
            ], credential: one)
        let state = space.state
        #expect(state.attempts.effective.map(\.dot) == [.sample(2, 3)])
        #expect(state.quarantined.map(\.reason) == [.unknownKind])
        #expect(state.admitted == [])
    }

    private func stations() -> (TestSpace, Dot, Dot) {
        var space = TestSpace()
        let one = space.admit(2, .station)
        let two = space.admit(3, .station)
        return (space, one, two)
    }
}

import CRDT
import Testing

@Suite struct EventStateAttendanceTests {
    private let person = PersonReference.person(.sample(7))

    @Test func aDoubleAdmissionCountsAsItIsResolved() {
        var (space, one, two) = stations()
        let first = space.write(2, [.enter(person)], credential: one)
        let second = space.write(3, [.enter(person)], credential: two)
        let covered = [first, second].sorted()
        #expect(space.state.history(of: .sample(7), at: .sample(50)).doubleAdmissions == [covered])
        #expect(space.state.occupancy() == 2 && space.state.admitted.count == 1)
        resolve(&space, covered, .twoPeople)
        #expect(space.state.occupancy() == 2)
        resolve(&space, covered, .samePerson)
        #expect(space.state.occupancy() == 1)
        #expect(space.state.decision(onDoubleAdmission: covered) == .samePerson)
        resolve(&space, covered, .ignore)
        #expect(space.state.occupancy() == 2, "the latest decision that covers it holds")
    }

    @Test func aNewEntryReopensAResolvedDoubleAdmission() {
        var (space, one, two) = stations()
        let third = space.admit(4, .station)
        let first = space.write(2, [.enter(person)], credential: one)
        let second = space.write(3, [.enter(person)], credential: two)
        resolve(&space, [first, second].sorted(), .samePerson)
        space.write(4, [.enter(person)], credential: third)
        #expect(space.state.occupancy() == 3)
        #expect(space.state.history(of: .sample(7), at: .sample(50)).doubleAdmissions.count == 1)
        space.write(2, [.undo(Undo(removes: [.sample(4, 1)]))], credential: one)
        #expect(space.state.occupancy() == 1, "without the new entry it is covered again")
    }

    @Test func anExitOfOneLeavesTheOtherInside() {
        var (space, one, two) = stations()
        let first = space.write(2, [.enter(person)], credential: one)
        space.write(3, [.enter(person)], credential: two)
        resolve(&space, [.sample(2, 1), .sample(3, 1)], .samePerson)
        space.write(2, [.exit(person, closing: [first])], credential: one)
        #expect(space.state.occupancy() == 1)
    }

    @Test func undoingLeavesAConcurrentScan() {
        var (space, one, two) = stations()
        let first = space.write(2, [.enter(person)], credential: one)
        space.write(2, [.undo(Undo(removes: [first]))], credential: one)
        #expect(space.state.admitted == [])
        let second = space.write(3, [.enter(person)], credential: two)
        #expect(space.state.admitted == [.sample(7)])
        #expect(space.state.effectiveAttendance == [second])
    }

    @Test func twoIDsWithOneCPFAreOnePersonAtTheGates() {
        var (space, one, two) = stations()
        let (first, second) = (
            PersonReference.person(.sample(4)), PersonReference.person(.sample(5))
        )
        space.write(2, [.enrol(4), .cpf(first, 1), .enter(first)], credential: one)
        space.write(3, [.enrol(5), .cpf(second, 1), .enter(second)], credential: two)
        let state = space.state
        #expect(state.enrolledIDs == [.sample(4), .sample(5)])
        #expect(state.enrolled == [.sample(4)])
        #expect(state.admitted == [.sample(4)])
        #expect(
            state.history(of: .sample(5), at: .sample(50)).doubleAdmissions
                == [[.sample(2, 3), .sample(3, 3)]])
        space.write(
            1, [.relate(Relation(.distinct, .sample(4), .sample(5)))], credential: .sample(1, 1))
        #expect(space.state.admitted == [.sample(4), .sample(5)])
        #expect(space.state.history(of: .sample(5), at: .sample(50)).doubleAdmissions == [])
        space.write(1, [.retract(Retraction(removes: [.sample(1, 4)]))], credential: .sample(1, 1))
        #expect(space.state.admitted == [.sample(4)])
    }

    @Test func checkpointsAreCountedApart() {
        var (space, one, _) = stations()
        space.write(2, [.enter(person), .enter(person, at: 51)], credential: one)
        let state = space.state
        #expect(state.occupancy() == 2)
        #expect(state.occupancy(at: .sample(50)) == 1 && state.occupancy(at: .sample(52)) == 0)
        #expect(state.histories.map(\.element.checkpoint) == [.sample(50), .sample(51)])
        #expect(state.admitted.count == 1)
    }

    private func stations() -> (TestSpace, Dot, Dot) {
        var space = TestSpace()
        let one = space.admit(2, .station)
        let two = space.admit(3, .station)
        return (space, one, two)
    }

    private func resolve(
        _ space: inout TestSpace, _ dots: [Dot], _ decision: Resolution.Decision
    ) {
        let resolution = Resolution(
            decision: decision, conflictClass: .doubleAdmission, covers: dots)
        space.write(1, [.resolve(resolution)], credential: .sample(1, 1))
    }
}

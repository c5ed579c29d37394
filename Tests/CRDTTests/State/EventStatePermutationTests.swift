import CRDT
import Testing

/// Every order of arrival of a story in which what has effect changes back and forth.
@Suite struct EventStatePermutationTests {
    /// Add, undo, revoke the undoer, adopt its log again: by four logs.
    private func story(isAdopted: Bool) -> TestSpace {
        var space = TestSpace()
        let first = space.admit(2, .station)
        let second = space.admit(3, .station)
        let entry = space.write(
            2, [.enrol(1), .enter(.enrolment(.sample(2, 1)))], credential: first)
        space.write(
            3, [.undo(Undo(removes: [Dot(entry.author, entry.sequence + 1)]))], credential: second)
        space.write(
            1, [.revoke(Revocation(device: .sample(3), bounds: []))], credential: .sample(1, 1))
        if isAdopted {
            space.write(
                1, [.adopt(Adoption(firstOrdinal: 1, last: .bound(3, 1)))],
                credential: .sample(1, 1))
        }
        return space
    }

    @Test(arguments: [true, false])
    func addUndoRevokeInEveryOrder(isAdopted: Bool) {
        let deltas = story(isAdopted: isAdopted).deltas
        let expected = EventState(of: deltas)
        let entry = Dot.sample(2, 2)
        #expect(
            expected.attendance.state(of: entry)
                == (isAdopted ? .removed(by: .sample(3, 1)) : .effective))
        #expect(expected.admitted == (isAdopted ? [] : [.sample(1)]))
        var count = 0
        permute(Array(deltas.indices)) { order in
            let state = EventState(of: order.map { deltas[$0] })
            let isSame = state == expected
            #expect(isSame, "order \(order)")
            count += 1
        }
        #expect(count == (isAdopted ? 5040 : 720))
    }

    @Test func everyPairOfPrefixesMergesToTheSame() {
        let deltas = story(isAdopted: true).deltas
        let expected = EventState(of: deltas)
        for chosen in 0..<(1 << deltas.count) {
            let one = EventState(
                of: deltas.indices.filter { chosen & 1 << $0 != 0 }.map { deltas[$0] })
            let rest = EventState(
                of: deltas.indices.filter { chosen & 1 << $0 == 0 }.map { deltas[$0] })
            let isSame = one.merged(with: rest) == expected && rest.merged(with: one) == expected
            #expect(isSame, "deltas \(chosen)")
        }
    }

    /// Heap's algorithm.
    private func permute(_ values: [Int], _ body: ([Int]) -> Void) {
        var values = values
        func walk(_ count: Int) {
            guard count > 1 else { return body(values) }
            for position in 0..<count {
                walk(count - 1)
                values.swapAt(count.isMultiple(of: 2) ? position : 0, count - 1)
            }
        }
        walk(values.count)
    }
}

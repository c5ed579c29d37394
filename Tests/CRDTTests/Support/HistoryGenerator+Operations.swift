import CRDT

extension HistoryGenerator {
    /// Something that the replica might do next; nil where it finds nothing to do it to.
    mutating func operation(of peer: Peer) -> Operation? {
        switch random.int(0...23) {
        case 0...1: enrol(peer)
        case 2: cancel(peer)
        case 3...8: enter(peer)
        case 9...11: exit(peer)
        case 12...13: undo(peer)
        case 14...16: write(peer)
        case 17: alias(peer)
        case 18: random.oneIn(3) ? retract(peer) : relate()
        case 19...20: resolve(peer) ?? enter(peer)
        case 21: remark(peer)
        default: membership(peer) ?? enter(peer)
        }
    }

    private mutating func alias(_ peer: Peer) -> Operation {
        .alias(
            Alias(
                person: reference(peer), kind: random.oneIn(2) ? .cpf : .email,
                tag: .sample(random.number(0...2))))
    }

    private mutating func person() -> PersonID { .sample(random.number(1...4)) }

    private mutating func reference(_ peer: Peer) -> PersonReference {
        if random.oneIn(4) { return .person(person()) }
        if !random.oneIn(5), let known = random.pick(peer.state.effectiveEnrolments) {
            return .enrolment(known)
        }
        return .enrolment(guess())
    }

    /// What was known of the element, seldom a little less or more.
    private mutating func imperfect(_ dots: [Dot], minimum: Int = 0) -> [Dot] {
        var dots = random.oneIn(6) ? dots.filter { _ in random.oneIn(2) } : dots
        if random.oneIn(10) || dots.count < minimum { dots.append(guess()) }
        return Set(dots).sorted()
    }

    private mutating func enrol(_ peer: Peer) -> Operation {
        let person = person()
        return .enrol(
            Enrolment(
                person: person,
                observed: imperfect(peer.state.enrolment.effectiveDots(of: person))))
    }

    private mutating func cancel(_ peer: Peer) -> Operation {
        let person = person()
        return .cancel(
            Cancellation(
                person: .person(person),
                removes: imperfect(peer.state.enrolment.effectiveDots(of: person))))
    }

    private mutating func enter(_ peer: Peer) -> Operation {
        let reference = reference(peer)
        let checkpoint = random.oneIn(4) ? UInt64(51) : 50
        guard random.oneIn(2), let person = peer.state.person(of: reference) else {
            return .enter(reference, at: checkpoint)
        }
        let live = peer.state.history(of: person, at: .sample(checkpoint)).live
        return .enter(reference, at: checkpoint, seen: imperfect(live))
    }

    private mutating func exit(_ peer: Peer) -> Operation {
        let reference = reference(peer)
        let checkpoint = random.oneIn(4) ? UInt64(51) : 50
        guard let person = peer.state.person(of: reference) else {
            return .exit(reference, at: checkpoint)
        }
        let open = peer.state.history(of: person, at: .sample(checkpoint)).openEntries
        return .exit(reference, at: checkpoint, closing: imperfect(open))
    }

    private mutating func undo(_ peer: Peer) -> Operation {
        let known = random.pick(peer.state.effectiveAttendance)
        return .undo(Undo(removes: imperfect([known ?? guess()], minimum: 1)))
    }

    private mutating func write(_ peer: Peer) -> Operation {
        let entity: RegisterKey.Entity =
            random.oneIn(2)
            ? .person(reference(peer)) : random.oneIn(2) ? .space : .checkpoint(.sample(50))
        let key = RegisterKey(entity, random.oneIn(2) ? .name : .category)
        return .write(
            RegisterWrite(
                key: key, value: [UInt8(random.int(0...3))],
                overwrites: imperfect(peer.state.register(key).antichain.map(\.dot).sorted())))
    }

    private mutating func relate() -> Operation? {
        let (one, other) = (person(), person())
        guard one != other else { return nil }
        return .relate(Relation(random.oneIn(2) ? .same : .distinct, one, other))
    }

    private mutating func retract(_ peer: Peer) -> Operation {
        let known = random.pick(peer.state.effectiveIdentityClaims)
        return .retract(Retraction(removes: imperfect([known ?? guess()], minimum: 1)))
    }

    private mutating func resolve(_ peer: Peer) -> Operation? {
        let doubles = peer.state.histories.flatMap(\.history.doubleAdmissions)
        guard let covered = random.pick(doubles) else { return nil }
        return .resolve(
            Resolution(
                decision: random.pick(Resolution.Decision.allCases) ?? .ignore,
                conflictClass: .doubleAdmission, covers: imperfect(covered, minimum: 1)))
    }

    /// An operation without effect on the sets.
    private mutating func remark(_ peer: Peer) -> Operation {
        switch random.int(0...3) {
        case 0: .label(Label(.gate("gate \(random.int(1...3))")))
        case 1:
            .witness(Witness(heard: peer.state.vector.sorted.map { Dot($0.author, $0.sequence) }))
        case 2: .unknown(kind: 70, body: [1])
        default:
            .attempt(
                Attempt(
                    subject: .person(reference(peer)), passage: Passage(checkpoint: .sample(50))))
        }
    }

    private mutating func membership(_ peer: Peer) -> Operation? {
        let other = peers[random.int(0...peers.count - 1)].number
        let end = space.end(of: other).ordinal
        guard changesMembership else { return nil }
        switch random.int(0...5) {
        case 0:
            let grant = TestSpace.rootGrant(peer.number, isGenuine: random.oneIn(2))
            return random.oneIn(3) ? .rootGrant(grant) : nil
        case 1, 2:
            let bound = LogPosition.bound(other, random.number(0...end + 1))
            return .revoke(
                Revocation(device: .sample(other), bounds: random.oneIn(2) ? [bound] : []))
        case 3:
            return .adopt(
                Adoption(
                    firstOrdinal: random.number(0...end),
                    last: .bound(other, random.number(0...end + 1))))
        default:
            return .grant(
                Grant(
                    device: .sample(other), role: random.pick(Role.allCases) ?? .station,
                    name: "again"))
        }
    }
}

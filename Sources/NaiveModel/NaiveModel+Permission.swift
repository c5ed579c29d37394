extension NaiveModel {
    /// "Validity is evaluated rank by rank, so it is well-founded".
    func judgeMembership() -> Membership {
        var membership = rootsWord()
        for rank in [3, 2, 1] {
            for place in held.indices where isSpoken(by: rank, place, given: membership) {
                switch held[place].operation {
                case .grant(let device, let role):
                    // "A grant must further give a role of a lower rank."
                    guard role.rank < rank else { continue }
                    membership.grants[place] = .init(device: device, role: role)
                case .revoke(let device, let bounds):
                    membership.revocations.append(
                        .init(rank: rank, device: device, bounds: bounds))
                case .adopt(let first, let last):
                    // An unheld position keeps nothing.
                    guard let last else { continue }
                    membership.adoptions.append(
                        .init(rank: rank, firstOrdinal: first, last: last))
                default: continue
                }
            }
        }
        return membership
    }

    /// What the recovery key says: rank 4.
    private func rootsWord() -> Membership {
        var membership = Membership()
        for (place, operation) in held.enumerated() {
            switch operation.operation {
            // "A rootGrant is effective if its recovery key hashes to the space, its signature
            // verifies, and its device is the device of the log in which it stands." Above a
            // parting it is held: only the recovery key outranks it, and that adopts nothing.
            case .rootGrant(let device, true):
                guard device == operation.device, !operation.isOnBranch else { continue }
                membership.grants[place] = .init(device: device, role: .authority)
            // The recovery key's revocation depends on nothing but its signature.
            case .rootRevoke(let device, let bounds, true):
                membership.revocations.append(
                    .init(rank: ModelRole.recoveryRank, device: device, bounds: bounds))
            default: continue
            }
        }
        return membership
    }

    /// "It is effective if its delta's credential is an effective grant of exactly that rank, to
    /// the device in whose log it stands, which is in force at the operation's author and ordinal".
    private func isSpoken(by rank: Int, _ place: Int, given membership: Membership) -> Bool {
        let operation = held[place]
        switch operation.operation {
        case .grant, .revoke, .adopt: break
        default: return false
        }
        guard let grant = credential(of: operation, given: membership), grant.role.rank == rank
        else { return false }
        return isInForce(grant, at: operation, given: membership)
            && !isHeldBack(operation, rank: rank, given: membership)
    }

    /// The valid grant that the operation's delta names, if it is this device's.
    ///
    /// Where the name has several candidates, it means the only one that is a grant.
    private func credential(
        of operation: HeldOperation, given membership: Membership
    ) -> Membership.Grant? {
        let place = target(named: operation.credential, by: operation.dot.line) {
            switch $0.operation {
            case .grant, .rootGrant: true
            default: false
            }
        }
        guard let place, let grant = membership.grants[place], grant.device == operation.device
        else { return nil }
        return grant
    }

    /// "Of several, the minimum holds": the delta must lie within every revocation of the device by
    /// a rank above the grant's, or be covered by an adoption by a rank above the grant's.
    private func isInForce(
        _ grant: Membership.Grant, at operation: HeldOperation, given membership: Membership
    ) -> Bool {
        let revocations = membership.revocations.filter {
            $0.device == grant.device && $0.rank > grant.role.rank
        }
        return revocations.allSatisfy { keeps($0, operation) }
            || isAdopted(operation, above: grant.role.rank, given: membership)
    }

    /// A delta lies within a bound iff the position is held and the delta is that position's or an
    /// ancestor's on the same path; "unlisted authors of that device have bound 0".
    private func keeps(_ revocation: Membership.Revocation, _ operation: HeldOperation) -> Bool {
        revocation.bounds.contains { bound in
            guard let bound else { return false }
            return tree.contains(bound, line: operation.dot.line, ordinal: operation.ordinal)
        }
    }

    /// "`adopt(author, range, hash)` by a rank above restores".
    private func isAdopted(
        _ operation: HeldOperation, above rank: Int, given membership: Membership
    ) -> Bool {
        membership.adoptions.contains { adoption in
            adoption.rank > rank && adoption.firstOrdinal <= operation.ordinal
                && tree.contains(
                    adoption.last, line: operation.dot.line, ordinal: operation.ordinal)
        }
    }

    /// Above a parting attendance-like operations keep their effect; everything else is held,
    /// unless a valid adoption by a higher rank covers it.
    private func isHeldBack(
        _ operation: HeldOperation, rank: Int, given membership: Membership
    ) -> Bool {
        guard operation.isOnBranch else { return false }
        switch operation.operation {
        case .enter, .exit, .undo, .attempt, .label, .witness: return false
        case .enrol, .cancel, .write, .alias, .relate, .retract, .resolve, .rootGrant, .rootRevoke,
            .grant, .revoke, .adopt, .unknown:
            return !isAdopted(operation, above: rank, given: membership)
        }
    }

    /// "Any operation is then judged as follows; the first that applies counts".
    func permission(of operation: HeldOperation) -> ModelPermission {
        switch operation.operation {
        case .unknown: return .unknownKind
        // Judged by its signature alone, whoever's log carries it.
        case .rootRevoke(_, _, let isGenuine): return isGenuine ? .permitted : .notPermitted
        default: break
        }
        guard let grant = credential(of: operation, given: membership) else {
            return .unknownCredential
        }
        guard isInForce(grant, at: operation, given: membership) else { return .revoked }
        guard grant.role.permits(operation.operation) else { return .notPermitted }
        return isHeldBack(operation, rank: grant.role.rank, given: membership)
            ? .forked : .permitted
    }

    /// "A member is a device whose best effective grant (the smallest role number, then the
    /// smallest dot) is not revoked by an effective revocation of a rank above, whatever its
    /// bounds".
    var members: [ModelMember] {
        var best: [ModelKey: ModelMember] = [:]
        // Places ascend as dots do, so of equal roles the first is the one with the smallest dot.
        for (place, grant) in membership.grants.sorted(by: { $0.key < $1.key }) {
            if let known = best[grant.device], known.role.rawValue <= grant.role.rawValue {
                continue
            }
            let isRevoked = membership.revocations.contains {
                $0.device == grant.device && $0.rank > grant.role.rank
            }
            best[grant.device] = ModelMember(
                device: grant.device, role: grant.role, grant: held[place].dot,
                isRevoked: isRevoked)
        }
        return best.values.sorted { $0.device < $1.device }
    }
}

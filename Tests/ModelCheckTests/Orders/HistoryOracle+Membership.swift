import CRDT

extension HistoryOracle {
    /// Whether an operation has effect, and if not, why.
    func permission(of index: Int) -> Permission {
        guard let operation = history.items[index].operation else { return .unknownKind }
        guard let role = claimedRole(of: index) else { return .unknownCredential }
        guard isInForce(index, rank: role.rank) else { return .revoked }
        guard role.permits(operation) else { return .notPermitted }
        let waits = isHeldBack(operation) && history.isAboveParting(index, in: held)
        return waits && !isAdopted(index, above: role.rank) ? .forked : .permitted
    }

    /// What waits for a person to decide where its log has parted: all but what happened at doors.
    private func isHeldBack(_ operation: Operation) -> Bool {
        switch operation {
        case .enter, .exit, .undo, .attempt, .label, .witness: false
        default: true
        }
    }

    /// The role of the grant that an operation claims; nil where that isn't held, isn't valid or is
    /// another device's.
    private func claimedRole(of index: Int) -> Role? {
        let credential = history.items[index].delta.credential
        if let member = history.cast.grants[credential] {
            let isOwn = member == history.items[index].device
            return isOwn ? history.cast.members[member].role : nil
        }
        guard let (place, role) = namedGrant(of: index), isValid(place, above: role.rank) else {
            return nil
        }
        return role
    }

    /// Whether a membership operation is said by a rank above the given one, and is in force.
    ///
    /// Ranks only rise on the way, so this ends.
    private func isValid(_ index: Int, above rank: UInt8) -> Bool {
        guard let claimed = literalRole(of: index), claimed.rank > rank,
            claimedRole(of: index) == claimed
        else { return false }
        guard isInForce(index, rank: claimed.rank) else { return false }
        return !history.isAboveParting(index, in: held)
            || isAdopted(index, above: claimed.rank)
    }

    /// The role that the claimed grant says, valid or not.
    private func literalRole(of index: Int) -> Role? {
        let credential = history.items[index].delta.credential
        if let member = history.cast.grants[credential] { return history.cast.members[member].role }
        return namedGrant(of: index)?.role
    }

    /// The grant in the history that an operation claims: the only one of its device that the name
    /// may mean.
    private func namedGrant(of index: Int) -> (place: Int, role: Role)? {
        let meant = candidates(history.items[index].delta.credential, from: index) { place in
            guard case .grant(let grant) = history.items[place].operation else { return false }
            return grant.device == history.device(index)
        }
        guard meant.count == 1, case .grant(let grant) = history.items[meant[0]].operation else {
            return nil
        }
        return (meant[0], grant.role)
    }

    /// Whether an operation lies within the bounds of every valid revocation of its device by a
    /// higher rank, or was adopted.
    private func isInForce(_ index: Int, rank: UInt8) -> Bool {
        let isWithin = indices.allSatisfy { other in
            guard case .revoke(let revocation) = history.items[other].operation,
                revocation.device == history.device(index), isValid(other, above: rank)
            else { return true }
            return revocation.bounds.contains { isAtOrBefore(index, $0) }
        }
        return isWithin || isAdopted(index, above: rank)
    }

    private func isAdopted(_ index: Int, above rank: UInt8) -> Bool {
        indices.contains { other in
            guard case .adopt(let adoption) = history.items[other].operation,
                history.items[index].delta.ordinal >= adoption.firstOrdinal,
                isAtOrBefore(index, adoption.last)
            else { return false }
            return isValid(other, above: rank)
        }
    }

    /// Whether an item lies at or before a place that is held, with that very hash.
    private func isAtOrBefore(_ index: Int, _ position: LogPosition) -> Bool {
        indices.contains { other in
            let isThere =
                history.position(other) == position
                || (history.branch(at: other) == position.author
                    || history.author(other) == position.author)
                    && history.items[other].hash == position.hash
                    && history.items[other].delta.ordinal == position.ordinal
            return isThere && history.isAtOrBefore(index, other)
        }
    }
}

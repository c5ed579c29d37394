extension EventState {
    /// Gives operations that the logs grew by their places in the sets.
    ///
    /// Membership comes first, so that all are judged by what is known now, and those before them
    /// again where that changed.
    mutating func admit(_ grown: [LoggedOperation]) {
        noteFacts(in: grown)
        for logged in grown { insert(logged) }
        for logged in grown { resolveThose(waitingFor: logged) }
    }

    private mutating func noteFacts(in grown: [LoggedOperation]) {
        var hasNews = false
        for logged in grown where logged.operation.isMembership {
            guard let device = logs[logged.dot.author]?.device else { continue }
            if case .rootGrant(let grant) = logged.operation, !genuineRootGrants.contains(grant) {
                continue
            }
            if case .rootRevoke(let root) = logged.operation,
                !genuineRootRevocations.contains(root)
            {
                continue
            }
            facts[logged.dot] = MembershipFact(
                dot: logged.dot, ordinal: logged.ordinal, device: device,
                credential: logged.credential, operation: logged.operation)
            hasNews = true
        }
        guard hasNews || namesPositions else { return }
        let judged = Membership(facts.values, paths: paths)
        guard judged != membership else { return }
        membership = judged
        for dot in Array(permissions.keys) { judgeAnew(dot) }
    }

    /// Whether some fact says up to where a log counts: then a log that grows may decide it.
    private var namesPositions: Bool { facts.values.contains { !$0.positions.isEmpty } }

    /// The named places that are held: without hashes, those whose ordinal is.
    private var paths: [LogPosition: LogPath] {
        var paths: [LogPosition: LogPath] = [:]
        for position in facts.values.flatMap(\.positions) {
            guard let log = logs[position.author], log.lastOrdinal >= position.ordinal else {
                continue
            }
            paths[position] = LogPath(lines: [position.author], ordinal: position.ordinal)
        }
        return paths
    }

    private mutating func judgeAnew(_ dot: Dot) {
        guard let logged = operation(at: dot) else { return }
        let permission = judge(logged)
        guard permission != permissions[dot] else { return }
        permissions[dot] = permission
        enrolment.setPermission(permission, of: dot)
        attendance.setPermission(permission, of: dot)
        identity.setPermission(permission, of: dot)
        registers.setPermission(permission, of: dot)
        attempts.setPermission(permission, of: dot)
        witnesses.setPermission(permission, of: dot)
        labels.setPermission(permission, of: dot)
        resolutions.setPermission(permission, of: dot)
    }

    private func judge(_ logged: LoggedOperation) -> Permission {
        guard let device = logs[logged.dot.author]?.device else { return .unknownCredential }
        return membership.permission(
            of: logged.operation, author: logged.dot.author, device: device,
            ordinal: logged.ordinal, credential: logged.credential)
    }

    private mutating func insert(_ logged: LoggedOperation) {
        let (dot, permission) = (logged.dot, judge(logged))
        permissions[dot] = permission
        switch logged.operation {
        case .enrol(let value): enrolment.add(value.person, at: dot, permission: permission)
        case .cancel(let value): enrolment.remove(value.removes, at: dot, permission: permission)
        case .undo(let value): attendance.remove(value.removes, at: dot, permission: permission)
        case .relate(let value): identity.add(.relation(value), at: dot, permission: permission)
        case .retract(let value): identity.remove(value.removes, at: dot, permission: permission)
        case .attempt(let value): attempts.add(value, at: dot, permission: permission)
        case .label(let value): labels.add(value, at: dot, permission: permission)
        case .witness(let value): witnesses.add(value, at: dot, permission: permission)
        case .resolve(let value): resolutions.add(value, at: dot, permission: permission)
        case .enter, .exit, .write, .alias: insertAboutPerson(logged, permission: permission)
        case .rootGrant, .grant, .revoke, .adopt, .rootRevoke, .unknown: break
        }
    }

    /// Inserts an operation whose element is a person, or lets it wait for that person's name.
    private mutating func insertAboutPerson(_ logged: LoggedOperation, permission: Permission) {
        var person: PersonID?
        if let reference = logged.operation.personReference {
            person = self.person(of: reference)
            if person == nil, case .enrolment(let enrolment) = reference {
                unresolvedByEnrolment[enrolment, default: []].insert(logged.dot)
                return
            }
        }
        insert(logged, about: person, permission: permission)
    }

    private mutating func insert(
        _ logged: LoggedOperation, about person: PersonID?, permission: Permission
    ) {
        switch (logged.operation, person) {
        case (.write(let value), _):
            registers.add(
                RegisterCell.Write(
                    dot: logged.dot, time: logged.time, value: value.value,
                    overwrites: value.overwrites),
                to: value.key.naming(person), permission: permission)
        case (.enter(let value), let person?):
            attendance.add(
                AttendanceElement(person: person, checkpoint: value.passage.checkpoint),
                at: logged.dot, permission: permission)
        case (.exit(let value), let person?):
            attendance.add(
                AttendanceElement(person: person, checkpoint: value.passage.checkpoint),
                at: logged.dot, permission: permission)
        case (.alias(let value), let person?):
            identity.add(
                .alias(.init(person: person, kind: value.kind, tag: value.tag)),
                at: logged.dot, permission: permission)
        default: break
        }
    }

    /// An enrolment's dot names its person whether or not the enrolment has effect.
    private mutating func resolveThose(waitingFor enrolment: LoggedOperation) {
        guard case .enrol(let value) = enrolment.operation,
            let waiting = unresolvedByEnrolment.removeValue(forKey: enrolment.dot)
        else { return }
        for dot in waiting {
            guard let logged = operation(at: dot), let permission = permissions[dot] else {
                continue
            }
            insert(logged, about: value.person, permission: permission)
        }
    }
}

extension RegisterKey {
    /// The same register with its person named by id, so that every reference leads to one cell.
    package func naming(_ person: PersonID?) -> RegisterKey {
        switch (entity, person) {
        case (.person, let person?): RegisterKey(.person(.person(person)), field)
        default: self
        }
    }
}
